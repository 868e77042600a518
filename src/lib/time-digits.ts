import { isDigit } from './bytes.ts';

export function isDateMark(byte: number | undefined): boolean {
	return byte === 45 || byte === 47;
}

/** A number of exactly `width` digits, or -1. */
export function digits(bytes: Uint8Array, start: number, width: number): number {
	let value = 0;
	for (let i = start; i < start + width; i++) {
		if (!isDigit(bytes[i])) return -1;
		value = value * 10 + bytes[i]! - 48;
	}
	return value;
}
