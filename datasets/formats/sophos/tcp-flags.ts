import { tcpFlagsText } from '#lib/tcp-flags.ts';

const names = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'];

/** `ACK SYN` as the columns have it: in the order of the bits, `SYN,ACK`. Null where a word is no flag. */
export function flagsIn(text: string): string | null {
	let bits = 0;
	for (const word of text.split(' ')) {
		const bit = names.indexOf(word);
		if (bit < 0) return null;
		bits |= 1 << bit;
	}
	return tcpFlagsText(bits);
}
