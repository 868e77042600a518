import { textOf } from '#lib/bytes.ts';
import { nameText } from './unpacked.ts';

export const BLOCK = 512;

/** A header of a tar archive (POSIX 1003.1, pax; GNU). */
export interface TarHeader {
	path: string;
	/** The sign of what sort of entry it is. */
	type: string;
	size: number;
	modified: number | null;
}

/** Null where the block is no header: its sum does not fit. */
export function tarHeader(block: Uint8Array): TarHeader | null {
	if (block.length < BLOCK || numberAt(block, 148, 8) !== sumOf(block)) return null;
	const isUstar = textOf(block.subarray(257, 262)) === 'ustar';
	const prefix = isUstar && block[263] !== 0x20 ? cText(block, 345, 155) : '';
	const name = cText(block, 0, 100);
	const [size, seconds] = [numberAt(block, 124, 12), numberAt(block, 136, 12)];
	if (size === null || size < 0) return null;
	return {
		path: prefix === '' ? name : `${prefix}/${name}`,
		type: String.fromCharCode(block[156]!),
		size,
		// Who packs without a date writes the first second that there is.
		modified: seconds === null || seconds === 0 ? null : seconds * 1000
	};
}

/** What records of pax say of the entry behind them: `LENGTH KEY=VALUE` and the end of a line. */
export function paxRecords(bytes: Uint8Array): Map<string, string> {
	const found = new Map<string, string>();
	for (let at = 0; at < bytes.length;) {
		const space = bytes.indexOf(0x20, at);
		const length = Number(textOf(bytes.subarray(at, Math.max(at, space))));
		if (space < 0 || !Number.isInteger(length) || length <= space - at) return found;
		const record = nameText(bytes.subarray(space + 1, at + length - 1));
		const equals = record.indexOf('=');
		if (equals > 0) found.set(record.slice(0, equals), record.slice(equals + 1));
		at += length;
	}
	return found;
}

/** Text up to the first NUL. */
function cText(bytes: Uint8Array, at: number, length: number): string {
	const field = bytes.subarray(at, at + length);
	const end = field.indexOf(0);
	return nameText(end < 0 ? field : field.subarray(0, end));
}

/** The sum of the block as if that of its sum were blanks. */
function sumOf(block: Uint8Array): number {
	return block.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 0x20 : byte), 0);
}

/** Octal digits, or, where the first bit is set, binary; null where it is neither. */
function numberAt(block: Uint8Array, at: number, length: number): number | null {
	const field = block.subarray(at, at + length);
	if ((field[0]! & 0x80) !== 0)
		return field.subarray(1).reduce((number, byte) => number * 256 + byte, field[0]! & 0x7f);
	const digits = cText(block, at, length).trim();
	return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null;
}
