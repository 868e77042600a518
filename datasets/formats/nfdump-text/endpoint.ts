/** An address and its port as nfdump prints them together. */
export interface Endpoint {
	address: string;
	/** Empty where there is none. */
	port: string;
	/** Whether the address was shortened to fit its column: `2001:db..1:28`. */
	shortened: boolean;
}

/** `192.0.2.1:80`, `192.0.2.1:8.0` (ICMP), `2001:db8::1.443`; null for anything else. */
export function endpointOf(text: string): Endpoint | null {
	const four = /^(\d{1,3}(?:\.\d{1,3}){3})(?::([\d.]*))?$/.exec(text);
	if (four !== null) return { address: four[1]!, port: four[2] ?? '', shortened: false };
	const six = /^([0-9a-fA-F:]{2,45}|[0-9a-fA-F:]*\.\.[0-9a-fA-F:]*)\.(\d{1,5}(?:\.\d{1,3})?)$/.exec(
		text
	);
	if (six === null || !six[1]!.includes(':')) return null;
	return { address: six[1]!, port: six[2]!, shortened: six[1]!.includes('..') };
}
