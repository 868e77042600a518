import { BAR, COMMA, OPEN_BRACKET, QUOTE, SEMICOLON } from '#lib/ascii.ts';
import { indexOfByte, indexOfBytes, isWhite } from '#lib/bytes.ts';

/**
 * Where `needle` (a key, and the byte behind it) begins within `[start, end)` as a key of its own and not as the
 * end of a longer one; -1 where it does not.
 */
export function keyAt(bytes: Uint8Array, needle: Uint8Array, start: number, end: number): number {
	let at = indexOfBytes(bytes, needle, start, end);
	while (at > start && !isBefore(bytes[at - 1]!))
		at = indexOfBytes(bytes, needle, at + needle.length, end);
	return at;
}

/** Whether each of the keys is there; the byte behind the key is the same for all of them. */
export function hasKeys(
	bytes: Uint8Array,
	needles: readonly Uint8Array[],
	range: { start: number; end: number }
): boolean {
	// The byte behind a key is rarer than those of keys, and most lines of a mixed log have none.
	const behind = needles[0]!.at(-1)!;
	if (indexOfByte(bytes, behind, range.start, range.end) < 0) return false;
	for (const needle of needles) {
		if (keyAt(bytes, needle, range.start, range.end) < 0) return false;
	}
	return true;
}

function isBefore(byte: number): boolean {
	if (byte === COMMA || byte === SEMICOLON || byte === BAR) return true;
	return byte === QUOTE || byte === OPEN_BRACKET || isWhite(byte);
}
