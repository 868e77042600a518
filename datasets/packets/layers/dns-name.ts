import { textOf } from '#lib/bytes.ts';

/** A name of the name system and where it ends; `isWhole` says whether all of it was there. */
export interface DomainName {
	text: string;
	/** Behind its bytes at this place, of which it may point to others. */
	end: number;
	isWhole: boolean;
}

const POINTER = 0xc0;
/** A name has 255 bytes at most, so more labels than half of that are a loop. */
const MOST_LABELS = 127;

/**
 * Reads the name at `at` of the message that begins at `message` (RFC 1035). A pointer goes to what stands before it: one
 * that does not, leads round in a circle, or goes out of the bytes ends the name.
 */
export function domainName(
	bytes: Uint8Array,
	message: number,
	at: number,
	end: number
): DomainName {
	const labels: string[] = [];
	let next = at;
	let behind = -1;
	for (let seen = 0; seen < MOST_LABELS && next < end; seen++) {
		const length = bytes[next]!;
		if (length === 0)
			return { text: nameOf(labels), end: behind < 0 ? next + 1 : behind, isWhole: true };
		if (length >= POINTER) {
			if (next + 2 > end) break;
			const to = message + (length - POINTER) * 256 + bytes[next + 1]!;
			if (behind < 0) behind = next + 2;
			if (to >= next) break;
			next = to;
		} else {
			if (length > 63 || next + 1 + length > end) break;
			labels.push(textOf(bytes, next + 1, next + 1 + length));
			next += 1 + length;
		}
	}
	return { text: nameOf(labels), end: behind < 0 ? end : behind, isWhole: false };
}

function nameOf(labels: readonly string[]): string {
	return labels.length === 0 ? '<Root>' : labels.join('.');
}
