import { LF } from '#lib/ascii.ts';
import { isBlank, markLength, textOf } from '#lib/bytes.ts';
import type { RecordReader } from '../format.ts';
import { OpenBytes } from './open-bytes.ts';

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
	const held = new OpenBytes();
	let reader: RecordReader | null = null;

	function decide(bytes: Uint8Array, whole: boolean): void {
		const line = firstLine(bytes, whole, isAside);
		if (line === null && !whole && bytes.length < MOST_HELD) return held.keep(bytes);
		reader = choose(line ?? '');
		reader.push(bytes);
	}

	return {
		push(chunk) {
			if (reader !== null) return reader.push(chunk);
			if (chunk.includes(LF) || held.length + chunk.length >= MOST_HELD)
				decide(held.take(chunk), false);
			else held.keep(chunk);
		},
		end() {
			if (reader === null && held.length > 0) decide(held.take(), true);
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
