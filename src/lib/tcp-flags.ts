/** TCP flags by bit, the lowest first; the ninth is the one that RFC 3540 called NS. */
const names = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'NS'];
const texts = new Map<number, string>();

/** The bits of flags in text, as {@link tcpFlagsText} writes them; null where there is no text. */
export function tcpFlagsBits(text: string | null): number | null {
	if (text === null) return null;
	const set = text.split(',').map((name) => names.indexOf(name));
	return set.reduce((bits, bit) => (bit < 0 ? bits : bits | (1 << bit)), 0);
}

/**
 * The flags that are set in the low nine bits of `bits`, in the order of the bits: `SYN,ACK`, `FIN,PSH,ACK`.
 * Empty where none is set.
 */
export function tcpFlagsText(bits: number): string {
	const known = texts.get(bits);
	if (known !== undefined) return known;
	const text = names.filter((_, bit) => (bits >> bit) & 1).join(',');
	texts.set(bits, text);
	return text;
}
