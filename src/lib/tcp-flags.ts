/** TCP flags by bit, the lowest first; the ninth is the one that RFC 3540 called NS. */
const names = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'NS'];
const texts = new Map<number, string>();

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
