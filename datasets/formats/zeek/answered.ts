/** What a record of conn.log says of the responder's side; null for what it does not. */
export interface Responder {
	history: string | null;
	state: string | null;
	packets: number | null;
	/** IANA number of the protocol; -1 where it is not known. */
	proto: number;
}

/** The responder's letters that stand for a packet which is neither a reset nor unclear. */
const speaks = /[shadfgt]/;
/** Bad checksum, zero window, inconsistent or several flags: the packet may have been a reset. */
const unclear = /[cwiq]/;

const statesWithAnswer = new Set(['SF', 'S1', 'S2', 'S3', 'RSTO', 'RSTR', 'RSTRH', 'SHR']);
const statesWithout = new Set(['S0', 'REJ', 'RSTOS0', 'SH']);

const TCP = 6;

/**
 * Whether the responder sent anything but a reset or an ICMP error, by Zeek's history and, where there is
 * none, by its state; null where neither says. Zeek logs ICMP errors as connections of their own, so any
 * packet of the responder that is not of TCP is an answer.
 */
export function answeredOf({ history, state, packets, proto }: Responder): boolean | null {
	if (history !== null) {
		if (speaks.test(history)) return true;
		return unclear.test(history) ? null : false;
	}
	if (state !== null && statesWithAnswer.has(state)) return true;
	if (state !== null && statesWithout.has(state)) return false;
	if (packets === 0) return false;
	return packets !== null && proto >= 0 && proto !== TCP ? true : null;
}
