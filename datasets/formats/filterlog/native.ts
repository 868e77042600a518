import type { NativeWriter } from '#tables/native-writer.ts';
import { common, type FilterlogFields, type Layout } from './fields.ts';

const TCP_NAMES = [
	'src_port',
	'dst_port',
	'data_length',
	'tcp_flags',
	'seq',
	'ack',
	'window',
	'urg',
	'options'
];
const commonNames = Object.keys(common);

/**
 * Keeps every field that has a value under its own name. Those of a protocol that is neither TCP nor UDP are
 * numbered: what they are depends on its message.
 */
export function keepNative(
	native: NativeWriter,
	bytes: Uint8Array,
	fields: FilterlogFields,
	layout: Layout
): void {
	const named = [...commonNames, ...layout.names];
	const ported = isPorted(bytes, fields, layout);
	for (let i = 0; i < fields.count; i++) {
		if (!fields.has(i)) continue;
		const own = ported ? TCP_NAMES[i - layout.payload] : undefined;
		const name = named[i] ?? own ?? `data_${i - layout.payload + 1}`;
		native.keep(name, bytes, fields.starts[i]!, fields.ends[i]!);
	}
	native.commit();
}

function isPorted(bytes: Uint8Array, fields: FilterlogFields, { protocol }: Layout): boolean {
	const [start, end] = [fields.starts[protocol]!, fields.ends[protocol]!];
	if (end - start === 1) return bytes[start] === 54;
	return end - start === 2 && bytes[start] === 49 && bytes[start + 1] === 55;
}
