import { LOWER_X, OPEN_PAREN, SLASH } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, indexOfBytes, isDigit, skipWhite, wordEnd } from '#lib/bytes.ts';
import type { PairRecord } from '../../records/pairs/pair-record.ts';

const ARROW = bytesOf('->');

/**
 * Reads the text of RT_FLOW_SESSION_CREATE, CLOSE and DENY and puts its parts under the names that structured
 * records give them. Words come and go between releases; what is looked for is the pair of endpoints, then the
 * number of the protocol, then policy and zones.
 */
export class FlowText {
	readonly #record: PairRecord;
	readonly #slots;

	constructor(record: PairRecord) {
		this.#record = record;
		this.#slots = {
			source: record.placed('source-address'), sourcePort: record.placed('source-port'),
			target: record.placed('destination-address'), targetPort: record.placed('destination-port'),
			service: record.placed('service-name'), protocol: record.placed('protocol-id'),
			policy: record.placed('policy-name'), from: record.placed('source-zone-name'),
			to: record.placed('destination-zone-name'), session: record.placed('session-id-32'),
			packetsOut: record.placed('packets-from-client'), bytesOut: record.placed('bytes-from-client'),
			packetsIn: record.placed('packets-from-server'), bytesIn: record.placed('bytes-from-server'),
			elapsed: record.placed('elapsed-time'), interface: record.placed('packet-incoming-interface')
		}; // prettier-ignore
	}

	/** False where the text holds no pair of endpoints. */
	read(start: number, end: number): boolean {
		const { bytes } = this.#record.pairs;
		const arrow = indexOfBytes(bytes, ARROW, start, end);
		if (arrow < 0) return false;
		const from = wordStart(bytes, start, arrow);
		const stop = wordEnd(bytes, arrow, end);
		this.#endpoint(from, arrow, this.#slots.source, this.#slots.sourcePort);
		this.#endpoint(arrow + ARROW.length, stop, this.#slots.target, this.#slots.targetPort);
		let at = this.#next(stop, end);
		if (bytes[at + 1] === LOWER_X) at = this.#next(wordEnd(bytes, at, end), end);
		this.#put(this.#slots.service, at, end);
		at = this.#protocolAt(wordEnd(bytes, at, end), end);
		if (at < end) this.#readPolicy(at, end);
		return true;
	}

	#endpoint(start: number, end: number, address: number, port: number): void {
		const slash = indexOfByte(this.#record.pairs.bytes, SLASH, start, end);
		this.#record.pairs.add(address, start, slash < 0 ? end : slash);
		if (slash >= 0) this.#record.pairs.add(port, slash + 1, end);
	}

	/** The first word that is digits, or digits with others in parentheses; what NAT did stands before it. */
	#protocolAt(start: number, end: number): number {
		const { bytes } = this.#record.pairs;
		let at = this.#next(start, end);
		while (at < end && !isCount(bytes, at, wordEnd(bytes, at, end)))
			at = this.#next(wordEnd(bytes, at, end), end);
		return at;
	}

	#readPolicy(start: number, end: number): void {
		const { pairs } = this.#record;
		const stop = wordEnd(pairs.bytes, start, end);
		const inner = indexOfByte(pairs.bytes, OPEN_PAREN, start, stop);
		pairs.add(this.#slots.protocol, start, inner < 0 ? stop : inner);
		let at = this.#next(stop, end);
		for (const slot of [this.#slots.policy, this.#slots.from, this.#slots.to])
			at = this.#put(slot, at, end);
		if (isNumber(pairs.bytes, at, wordEnd(pairs.bytes, at, end)))
			at = this.#put(this.#slots.session, at, end);
		this.#readCounts(at, end);
	}

	/** `packets(bytes)` of either side and the seconds, where the session has ended; then the interface. */
	#readCounts(start: number, end: number): void {
		const { bytes } = this.#record.pairs;
		let at = start;
		if (isCount(bytes, at, wordEnd(bytes, at, end))) {
			at = this.#count(at, end, this.#slots.packetsOut, this.#slots.bytesOut);
			at = this.#count(at, end, this.#slots.packetsIn, this.#slots.bytesIn);
			at = this.#put(this.#slots.elapsed, at, end);
		}
		while (at < end && indexOfByte(bytes, OPEN_PAREN, at, wordEnd(bytes, at, end)) < 0)
			at = this.#next(wordEnd(bytes, at, end), end);
		this.#put(this.#slots.interface, this.#next(wordEnd(bytes, at, end), end), end);
	}

	#count(start: number, end: number, packets: number, octets: number): number {
		const { pairs } = this.#record;
		const stop = wordEnd(pairs.bytes, start, end);
		const inner = indexOfByte(pairs.bytes, OPEN_PAREN, start, stop);
		if (inner < 0) return start;
		pairs.add(packets, start, inner);
		pairs.add(octets, inner + 1, stop - 1);
		return this.#next(stop, end);
	}

	/** Puts the word at `start` into a slot; answers where the next word begins. */
	#put(slot: number, start: number, end: number): number {
		const stop = wordEnd(this.#record.pairs.bytes, start, end);
		if (stop > start) this.#record.pairs.add(slot, start, stop);
		return this.#next(stop, end);
	}

	#next(at: number, end: number): number {
		return skipWhite(this.#record.pairs.bytes, at, end);
	}
}

function wordStart(bytes: Uint8Array, start: number, at: number): number {
	let from = at;
	while (from > start && bytes[from - 1]! > 32) from--;
	return from;
}

function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) if (!isDigit(bytes[at])) return false;
	return end > start;
}

/** `6`, `6(0)`. */
function isCount(bytes: Uint8Array, start: number, end: number): boolean {
	const inner = indexOfByte(bytes, OPEN_PAREN, start, end);
	if (inner < 0) return isNumber(bytes, start, end);
	return isNumber(bytes, start, inner) && isNumber(bytes, inner + 1, end - 1);
}
