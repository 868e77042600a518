import { textOf } from '#lib/bytes.ts';
import type { NativeWriter } from '#tables/native-writer.ts';

const reference = /\[Xref => ([^\]]*)\]/g;

/**
 * Keeps the parts of an alert as they are written: the line of the rule, the tags, the line of the time, what
 * the packet's headers say, and the references.
 * @param timed index of the line that has the time
 */
export function keepNative(native: NativeWriter, bytes: Uint8Array, timed: number): void {
	const alert = textOf(bytes);
	const lines = alert.split('\n').map((line) => line.trim());
	const behind = lines.slice(timed + 1);
	const references = [...alert.matchAll(reference)].map(([, target]) => target!.trim());
	set(native, 'rule', lines[0]!);
	set(native, 'tags', lines.slice(1, timed).join('\n'));
	set(native, 'time', lines[timed]!);
	set(native, 'packet', behind.filter((line) => !line.startsWith('[Xref')).join('\n'));
	set(native, 'references', references.join('\n'));
	native.commit();
}

function set(native: NativeWriter, name: string, value: string): void {
	if (value !== '') native.text(name).set(value);
}
