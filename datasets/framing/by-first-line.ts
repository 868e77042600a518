import { concatenated, isBlank, LF, markLength, textOf } from '#lib/bytes.ts';
import type { RecordReader } from '../format.ts';

/** Bytes of comments and blank lines after which the choice is made without a telling line. */
const MOST_HELD = 1 << 18;

/**
 * A reader that is chosen by the first line that is neither blank nor aside (a comment), and is then given the
 * source from its first byte. The line is empty where there is none.
 */
export function byFirstLine(
	isAside: (line: string) => boolean,
	choose: (line: string) => RecordReader
): RecordReader {
	let held: Uint8Array[] = [];
	let length = 0;
	let reader: RecordReader | null = null;

	function decide(whole: boolean): void {
		const bytes = concatenated(held, length);
		held = [bytes];
		const line = firstLine(bytes, whole, isAside);
		if (line === null && !whole && length < MOST_HELD) return;
		reader = choose(line ?? '');
		reader.push(bytes);
		held = [];
	}

	return {
		push(chunk) {
			if (reader !== null) return reader.push(chunk);
			held.push(chunk);
			length += chunk.length;
			if (chunk.includes(LF) || length >= MOST_HELD) decide(false);
		},
		end() {
			if (reader === null && length > 0) decide(true);
			reader?.end();
		}
	};
}

function firstLine(
	bytes: Uint8Array,
	whole: boolean,
	isAside: (line: string) => boolean
): string | null {
	for (let start = markLength(bytes); start < bytes.length;) {
		const stop = bytes.indexOf(LF, start);
		if (stop < 0 && !whole) return null;
		const end = stop < 0 ? bytes.length : stop;
		if (!isBlank(bytes, start, end)) {
			const line = textOf(bytes, start, end).trim();
			if (!isAside(line)) return line;
		}
		start = end + 1;
	}
	return null;
}
