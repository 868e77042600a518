/** What a record of conn.log says of the responder's side; null for what it does not. */
export interface Responder {
	history: string | null;
	state: string | null;
	packets: number | null;
	/** Payload bytes of the originator. */
	sentBytes: number | null;
	/** IANA number of the protocol; -1 where it is not known. */
	proto: number;
}

/** The responder's letters that stand for a packet which is neither a reset nor unclear. */
const speaks = /[shadfgt]/;
/** Bad checksum, zero window, inconsistent or several flags: the packet may have been a reset. */
const unclear = /[cwiq]/;

/**
 * The originator's letters that stand for a packet of TCP that follows a handshake, or that may (bad checksum):
 * where nothing of the responder goes before it, the responder was out of sight.
 */
const handshaken = /[HADFGC]/;
/** Its resets, alone or with SYN or FIN: one that scans resets what accepted it. */
const resets = /[RIQ]/;
const seenBack = /[a-z]/;

const statesWithAnswer = new Set(['SF', 'S1', 'S2', 'S3', 'RSTO', 'RSTR', 'RSTRH', 'SHR']);
const statesWithout = new Set(['S0', 'REJ']);

const TCP = 6;

/**
 * Whether the responder sent anything but a reset or an ICMP error, by Zeek's history and, where there is
 * none, by its state; null where neither says, or where the packets that were seen may follow an answer of
 * which the sensor saw nothing, as it does that sees one way alone. Zeek logs ICMP errors as connections of
 * their own, so any packet of the responder that is not of TCP is an answer.
 */
export function answeredOf(responder: Responder): boolean | null {
	const { history, proto } = responder;
	if (history === null) return answeredByState(responder);
	if (speaks.test(history)) return true;
	if (unclear.test(history)) return null;
	return mayBeTcp(proto) && mayFollowAnswer(history) ? null : false;
}

/** A session without the SYN of its originator began before what was seen of it. */
function mayFollowAnswer(history: string): boolean {
	if (!history.includes('S') || handshaken.test(history)) return true;
	return resets.test(history) && !seenBack.test(history);
}

function answeredByState({ state, packets, sentBytes, proto }: Responder): boolean | null {
	if (state !== null && statesWithAnswer.has(state)) return true;
	if (state !== null && statesWithout.has(state))
		return mayBeTcp(proto) && state === 'S0' && (sentBytes ?? 0) > 0 ? null : false;
	return packets === null || mayBeTcp(proto) ? null : packets > 0;
}

function mayBeTcp(proto: number): boolean {
	return proto === TCP || proto < 0;
}
