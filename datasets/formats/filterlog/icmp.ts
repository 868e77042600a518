import { equalsBytes, bytesOf } from '#lib/bytes.ts';

/**
 * The words by which filterlog names ICMP messages, as type and code (RFC 792). -1 where the word leaves the
 * code open.
 */
const words = (
	[
		['request', 8, 0],
		['reply', 0, 0],
		['unreachport', 3, 3],
		['unreachproto', 3, 2],
		['needfrag', 3, 4],
		['unreach', 3, -1],
		['timexceed', 11, -1],
		['timeexceed', 11, -1],
		['paramprob', 12, -1],
		['redirect', 5, -1],
		['maskreply', 18, 0],
		['tstamp', 13, 0],
		['tstampreply', 14, 0]
	] as const
).map(([word, type, code]) => ({ word: bytesOf(word), type, code }));

/** Type and code of the message that a range names; null where it names none. */
export function icmpOf(
	bytes: Uint8Array,
	start: number,
	end: number
): { type: number; code: number } | null {
	return words.find(({ word }) => equalsBytes(bytes, start, end, word)) ?? null;
}
