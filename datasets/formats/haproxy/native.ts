import type { NativeWriter } from '#tables/native-writer.ts';
import { hashes } from '../../records/lines/escapes.ts';
import { setField } from '../../records/lines/quoted.ts';
import { http, tcp, type HaproxyFields } from './fields.ts';

const names = { http: Object.keys(http), tcp: Object.keys(tcp) };

/** Keeps the words of a line under the names of their places, and what stands behind them. */
export function keepNative(
	native: NativeWriter,
	fields: HaproxyFields,
	kind: 'http' | 'tcp',
	end: number
): void {
	const keep = (name: string, from: number, to: number) =>
		setField(native.text(name), fields.bytes, from, to, hashes);
	names[kind].forEach((name, index) => keep(name, fields.starts[index]!, fields.ends[index]!));
	keep('captured', fields.capturesStart, fields.capturesEnd);
	keep('request', fields.requestStart, fields.requestEnd);
	keep('further', fields.restStart, end);
	native.commit();
}
