import { hexPairs } from '#lib/bytes.ts';

/** Bytes as hexadecimal and ASCII, sixteen to a line. */

export interface HexLine {
	/** Offset of its first byte in the source, eight hexadecimal digits at least. */
	offset: string;
	/** Pairs of digits, parted by a blank, with two blanks in the middle. */
	hex: string;
	/** Printable ASCII as it is, all else a dot. */
	ascii: string;
}

/** Bytes of a line. */
export const PER_LINE = 16;

export function hexLines(bytes: Uint8Array, start: number): HexLine[] {
	const lines: HexLine[] = [];
	for (let at = 0; at < bytes.length; at += PER_LINE) {
		const part = bytes.subarray(at, at + PER_LINE);
		const pairs = hexPairs(part);
		const hex = `${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`;
		lines.push({
			offset: (start + at).toString(16).padStart(8, '0'),
			hex: hex.padEnd(PER_LINE * 3),
			ascii: Array.from(part, printable).join('')
		});
	}
	return lines;
}

function printable(byte: number): string {
	return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}
