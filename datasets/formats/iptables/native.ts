import type { NativeWriter } from '#arrow/native-writer.ts';
import { indexOfByte, skipWhite, textOf, wordEnd } from '#lib/bytes.ts';

const EQUALS = 61;
const BRACKET = 91;
const MAX_NAME = 16;

/**
 * Keeps every `NAME=value` of a line under its own name. A name that comes again (LEN is that of IP, then
 * that of UDP) has its number behind it; the packet within an ICMP error is one value.
 */
export function keepNative(
	native: NativeWriter,
	bytes: Uint8Array,
	start: number,
	end: number
): void {
	const seen = new Map<string, number>();
	const words: string[] = [];
	for (let at = skipWhite(bytes, start, end); at < end; at = skipWhite(bytes, at, end)) {
		if (bytes[at] === BRACKET) {
			set(native, 'within', textOf(bytes, at, end).trimEnd());
			break;
		}
		const stop = wordEnd(bytes, at, end);
		const equals = indexOfByte(bytes, EQUALS, at, stop);
		if (equals <= at || equals - at > MAX_NAME) words.push(textOf(bytes, at, stop));
		else {
			const name = textOf(bytes, at, equals);
			const times = (seen.get(name) ?? 0) + 1;
			seen.set(name, times);
			if (stop > equals + 1 && times <= 2) {
				set(native, times === 1 ? name : `${name}_${times}`, textOf(bytes, equals + 1, stop));
			}
		}
		at = stop;
	}
	if (words.length > 0) set(native, 'words', words.join(' '));
	native.commit();
}

function set(native: NativeWriter, name: string, value: string): void {
	const column = native.column([name]);
	column.widen('text');
	column.set(value);
}
