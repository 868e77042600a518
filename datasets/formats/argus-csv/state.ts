import { icmpRequests } from '#lib/icmp.ts';
import { answeredOf, connStateOf, type FlowFacts } from '../../rows/sessions/flow-state.ts';

const TCP = 6;
const ICMP = 1;
const ICMP6 = 58;
const letters = 'FSRPAUEC';

/** What a record of Argus says of both sides; null for what it does not. */
export interface ArgusFacts {
	/** IANA number of the protocol; -1 where it is not known. */
	proto: number;
	/** Type of ICMP and ICMPv6; null for others. */
	icmpType: number | null;
	/** As written: `CON`, or the flags of both sides as `S_RA`. */
	state: string | null;
	/** As written: `->`, `<->`, `<-`. */
	direction: string | null;
	dstPackets: number | null;
	/** Payload bytes of the responder. */
	dstPayload: number | null;
	/** Whether ICMP events were mapped to the flow. */
	icmpMapped: boolean;
}

/** Zeek's word and whether the responder answered; null for what cannot be known. */
export interface FlowOutcome {
	state: string | null;
	answered: boolean | null;
}

/** Words after which, and only after which, a TCP connection has been accepted. */
const accepted = new Set(['ACC', 'CON', 'EST', 'CLO']);
/** Words for flows in which only the source has sent. */
const unanswered = new Set(['REQ', 'INT']);

/**
 * What became of a flow. A record of Argus may report a part of a flow: of words such as FIN and RST it
 * cannot be said which side sent what, and they become no word of Zeek's.
 */
export function outcomeOf(facts: ArgusFacts): FlowOutcome {
	const flags = facts.proto === TCP ? flagsOf(facts.state) : null;
	if (flags !== null) return byFlags(facts, flags);
	const requested = facts.proto === TCP && facts.state === 'REQ' && !hasAnswer(facts);
	return { state: requested ? 'S0' : null, answered: wordAnswered(facts) };
}

function byFlags(facts: ArgusFacts, [clientFlags, serverFlags]: [number, number]): FlowOutcome {
	const flow: FlowFacts = {
		proto: TCP,
		countsErrors: false,
		packetsToClient: facts.dstPackets,
		clientFlags,
		serverFlags
	};
	return { state: connStateOf(flow), answered: answeredOf(flow) };
}

function wordAnswered(facts: ArgusFacts): boolean | null {
	const { proto, icmpType, state, dstPackets, dstPayload, icmpMapped } = facts;
	if (proto === ICMP || proto === ICMP6) {
		if (facts.direction === '<->') return true;
		return dstPackets === 0 && icmpType !== null && icmpRequests.has(icmpType) ? false : null;
	}
	if (state !== null && unanswered.has(state)) return hasAnswer(facts) ? null : false;
	if (proto === TCP) {
		if ((dstPayload ?? 0) > 0) return true;
		// A record with any reset is RST: where it is FIN, what came back was none.
		if (state === 'FIN') return (dstPackets ?? 0) > 0 ? true : null;
		return state !== null && accepted.has(state) && dstPackets !== 0 ? true : null;
	}
	if (dstPackets === null) return facts.direction === '<->' && !icmpMapped ? true : null;
	return dstPackets > 0 && !icmpMapped ? true : null;
}

function hasAnswer({ dstPackets, direction }: ArgusFacts): boolean {
	return (dstPackets ?? 0) > 0 || direction === '<->';
}

/** The TCP flags of source and destination where the state is written as `FSPA_FSA`; null where it is not. */
export function flagsOf(state: string | null): [number, number] | null {
	const sides = /^([FSRPAUEC]*)_([FSRPAUEC]*)$/.exec(state ?? '');
	return sides === null ? null : [bitsOf(sides[1]!), bitsOf(sides[2]!)];
}

function bitsOf(text: string): number {
	let bits = 0;
	for (const letter of text) bits |= 1 << letters.indexOf(letter);
	return bits;
}
