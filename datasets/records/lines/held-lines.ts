import { textOf } from '#lib/bytes.ts';
import type { RecordReader } from '../../format.ts';
import { lines } from './lines.ts';

/** Bytes of the longest line that is handed over. */
export const LONGEST_LINE = 65_536;
/** Bytes at the beginning of a longer one that are. */
const HEAD = 512;

/** Where a record lies: its first byte in the source, and how many there are. */
export interface RecordBytes {
	offset: number;
	length: number;
}

export interface HeldLines {
	/** Takes a line with the white space in front of it, but for that behind. */
	line(text: string, place: RecordBytes): void;
	/** Takes the beginning of a line that is too long to be read. */
	long(head: string, place: RecordBytes): void;
	/** All lines were read: now they become records. */
	end(): void;
}

/**
 * Hands over the lines of a source whose meaning is known only once all of it was read, with their places. None
 * is a record until the handler says so to the sink.
 */
export function heldLines(handler: HeldLines): RecordReader {
	let place: RecordBytes = { offset: 0, length: 0 };
	const account = {
		begin: (offset: number, length: number) => void (place = { offset, length }),
		reject: () => undefined,
		settle: () => undefined
	};
	return lines(account, {
		line: (bytes, start, end) => {
			if (end - start > LONGEST_LINE) handler.long(textOf(bytes, start, start + HEAD), place);
			else handler.line(textOf(bytes, start, end).trimEnd(), place);
		},
		end: () => handler.end()
	});
}
