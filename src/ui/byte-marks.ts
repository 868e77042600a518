import { hexLines, PER_LINE } from './hex-lines.ts';

/** A line of bytes, of which some are marked. */
export interface MarkedLine {
	offset: string;
	/** Before, within and behind what is marked. */
	hex: readonly [string, string, string];
	ascii: readonly [string, string, string];
}

/** Bytes as hexadecimal and ASCII, with those from `start` to `end` marked. */
export function markedLines(
	bytes: Uint8Array,
	{ start, end }: { start: number; end: number }
): MarkedLine[] {
	return hexLines(bytes, 0).map(({ offset, hex, ascii }, i) => {
		const from = Math.max(0, Math.min(PER_LINE, start - i * PER_LINE));
		const to = Math.max(from, Math.min(PER_LINE, end - i * PER_LINE));
		return {
			offset,
			hex: parted(hex, column(from), to === from ? column(from) : column(to - 1) + 2),
			ascii: parted(ascii, from, to)
		};
	});
}

/** Where the digits of a byte stand: behind half of a line there is one blank more. */
function column(byte: number): number {
	return byte * 3 + (byte >= PER_LINE / 2 ? 1 : 0);
}

function parted(text: string, from: number, to: number): [string, string, string] {
	return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}
