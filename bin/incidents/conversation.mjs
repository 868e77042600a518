import { synOptions } from './packets.mjs';

const none = new Uint8Array(0);
const SEGMENT = 1460;
const SEGMENT_SPACING = 120;

/**
 * One TCP connection as the sensor sees it, packet by packet. Side `o` opened it, side `r` answered.
 * A side is `{ ip, port, ttl, window, rtt, tos, inward }`: `rtt` is the time from the sensor to that side
 * and back, in microseconds; `inward` says that its packets travel towards the servers.
 */
export class Conversation {
	packets = [];
	#sides;
	#now;
	#random;

	constructor({ o, r, start, random }) {
		const fresh = () => ({
			seq: random.between(1_000_000, 4_000_000_000),
			id: random.between(1, 60_000)
		});
		this.#sides = { o: { ...fresh(), ...o }, r: { ...fresh(), ...r } };
		this.#now = start;
		this.#random = random;
	}

	get now() {
		return this.#now;
	}

	/** The connection is asked for, granted and taken. */
	open() {
		this.#send('o', 'S', none, synOptions);
		this.#answer('r');
		this.#send('r', 'SA', none, synOptions);
		this.#answer('o');
		this.#send('o', 'A');
	}

	/**
	 * One side sends bytes (or a number of bytes whose content does not matter) after it has waited.
	 * Returns when the first of them passed the sensor.
	 */
	say(from, content, wait = 0) {
		const other = from === 'o' ? 'r' : 'o';
		this.#now += Math.max(SEGMENT_SPACING, wait);
		const began = this.#now;
		const bytes = typeof content === 'number' ? new Uint8Array(content) : content;
		for (let i = 0; i * SEGMENT < bytes.length; i++) {
			const part = bytes.subarray(i * SEGMENT, (i + 1) * SEGMENT);
			this.#send(from, (i + 1) * SEGMENT >= bytes.length ? 'PA' : 'A', part);
			if (i % 2 === 1) {
				this.#answer(other);
				this.#send(other, 'A');
			}
			this.#now += SEGMENT_SPACING;
		}
		return began;
	}

	/** The other side answers what it has just seen: waits the time to that side and back. */
	turn(to) {
		this.#answer(to);
	}

	/** `first` closes its half, the other follows. */
	close(first) {
		const second = first === 'o' ? 'r' : 'o';
		this.#send(first, 'FA');
		this.#answer(second);
		this.#send(second, 'FA');
		this.#answer(first);
		this.#send(first, 'A');
	}

	/** The side that opened breaks the connection off, as browsers of the time did. */
	abort() {
		this.#answer('o');
		this.#send('o', 'RA');
	}

	/** A SYN that is refused by a reset. */
	refuse(reset) {
		const { seq } = this.#sides.o;
		this.#send('o', 'S', none, synOptions);
		this.#answer('r');
		this.#sides.o.seq = seq;
		this.packets.push({ ...this.#packet('r', 'RA'), ...reset, seq: 0, ack: add(seq, 1) });
	}

	wait(micros) {
		this.#now += micros;
	}

	#answer(side) {
		this.#now += Math.max(1, this.#random.around(this.#sides[side].rtt, 0.1));
	}

	#send(from, flags, payload = none, options = none) {
		this.packets.push(this.#packet(from, flags, payload, options));
		const side = this.#sides[from];
		const taken = payload.length + (flags.includes('S') ? 1 : 0) + (flags.includes('F') ? 1 : 0);
		side.seq = add(side.seq, taken);
		side.id = (side.id + 1) % 65_536;
	}

	#packet(from, flags, payload = none, options = none) {
		const side = this.#sides[from];
		const other = this.#sides[from === 'o' ? 'r' : 'o'];
		return {
			t: this.#now,
			from,
			src: side.ip,
			sport: side.port,
			dst: other.ip,
			dport: other.port,
			inward: side.inward,
			flags,
			seq: side.seq,
			ack: flags.includes('A') ? other.seq : 0,
			id: side.id,
			tos: side.tos ?? 0,
			ttl: side.ttl,
			window: side.window,
			options,
			payload,
			ipLength: 40 + options.length + payload.length
		};
	}
}

function add(seq, count) {
	return (seq + count) % 2 ** 32;
}

/** Zeek's letter of a packet: lower case where the responder sent it. */
function letterOf({ from, flags, payload }) {
	const upper = flags.includes('R')
		? 'R'
		: flags.includes('S')
			? flags.includes('A')
				? 'H'
				: 'S'
			: flags.includes('F')
				? 'F'
				: payload.length > 0
					? 'D'
					: 'A';
	return from === 'o' ? upper : upper.toLowerCase();
}

/** Each letter once, in the order of its first packet. */
export function historyOf(packets) {
	return [...new Set(packets.map(letterOf))].join('');
}

/** Zeek's word for how a connection went, from its history. */
export function stateOf(history) {
	if (!history.includes('h')) return history.includes('r') ? 'REJ' : 'S0';
	if (history.includes('R')) return 'RSTO';
	return history.includes('F') && history.includes('f') ? 'SF' : 'S1';
}
