import type { EventWriter, PortColumn } from '#tables/event-writer.ts';
import { tcpFlagsText } from '#lib/tcp-flags.ts';
import { flagsOf } from './nfdump.ts';

const TCP = 6;
const UDP = 17;
const withTypes = new Set([1, 58]);
const SYN = 2;
const RST = 4;
const PSH = 8;
const ACK = 16;

/** Packets and bytes of one side; null where they are not told. */
export interface Sent {
	packets: number | null;
	bytes: number | null;
}

/** Tells what nfdump says of the two sides of a flow, in the columns that do not count anything. */
export class NfdumpSides {
	readonly #sessions: EventWriter;
	readonly #oneWay;
	readonly #flags;
	readonly #state;
	readonly #answered;
	readonly #undirected;

	constructor(sessions: EventWriter) {
		this.#sessions = sessions;
		this.#oneWay = sessions.boolean('one_way');
		this.#flags = sessions.text('tcp_flags');
		this.#state = sessions.text('conn_state');
		this.#answered = sessions.boolean('answered');
		this.#undirected = sessions.boolean('undirected');
	}

	/** A flow of one direction, with the flags of its sender. */
	putHalf(flags: string | null): void {
		this.#oneWay.set(true);
		this.#putFlags(this.#bitsOf(flags));
	}

	/**
	 * Two flows that nfdump has merged (`-b`, `-B`). Which of them stands in front follows from their order, or with
	 * `-B` from their ports, and the flags are of the one that stood there first. Sets what is so whoever began.
	 */
	putMerged(flags: string | null, sent: readonly [Sent, Sent]): void {
		this.#oneWay.set(false);
		this.#undirected.set(true);
		const proto = this.#sessions.proto.isSet ? this.#sessions.proto.number : -1;
		if (proto === TCP) return this.#putTcp(this.#bitsOf(flags), sent);
		// What nfdump merges of ICMP is not a request and its reply: these have other types.
		if (proto < 0 || withTypes.has(proto)) return;
		this.#answered.set(true);
		if (proto === UDP) this.#state.set('SF');
	}

	#putTcp(bits: number, sent: readonly [Sent, Sent]): void {
		const { srcPort, dstPort } = this.#sessions;
		const mayBeTurned = rangeOf(srcPort) > rangeOf(dstPort);
		if (!mayBeTurned) this.#putFlags(bits);
		if (isAccepted(bits)) this.#answered.set(true);
		if (bits === (RST | ACK) && sent.every(isWithoutPayload)) {
			this.#state.set('REJ');
			this.#answered.set(false);
		}
	}

	#bitsOf(flags: string | null): number {
		const tcp = this.#sessions.proto.isSet && this.#sessions.proto.number === TCP;
		return tcp && flags !== null ? flagsOf(flags) : 0;
	}

	#putFlags(bits: number): void {
		if (bits > 0) this.#flags.set(tcpFlagsText(bits));
	}
}

/** `-B` puts the flow whose port is of the higher of these ranges in front. */
function rangeOf(port: PortColumn): number {
	const number = port.isSet ? port.current : 0;
	return [1024, 32_768, 49_152].filter((bound) => number >= bound).length;
}

/** Whichever side set SYN and ACK: one that was refused has nothing to acknowledge. A reset alone may bear an ACK. */
function isAccepted(bits: number): boolean {
	if ((bits & (SYN | ACK)) !== (SYN | ACK)) return false;
	return (bits & RST) === 0 || (bits & PSH) !== 0;
}

/** Bytes of the longest headers of IPv6 and TCP. */
const HEADERS = 100;

function isWithoutPayload({ packets, bytes }: Sent): boolean {
	return packets !== null && bytes !== null && bytes <= packets * HEADERS;
}
