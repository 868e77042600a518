import { Random } from '../../incidents/random.mjs';

/** 2024-03-04 00:00:00 UTC, in microseconds. */
const START = 1_709_510_400_000_000;
/** Mean time between two events. */
const STEP = 40_000;
/** Share of events that are written later than their neighbours, and by how much at most. */
const LATE = { share: 0.02, most: 5_000_000 };
const INSIDE = 400;
const OUTSIDE = 40_000;
/** Share of the outside that speaks IPv6. */
const SIX = 0.05;

/** One of many by Zipf's law: the first most often, the n-th an n-th as often. */
export class Heavy {
	#random;
	#list;
	#sums;

	constructor(random, list) {
		this.#random = random;
		this.#list = list;
		let sum = 0;
		this.#sums = Float64Array.from(list, (_, i) => (sum += 1 / (i + 1)));
	}

	pick() {
		const at = this.#random.next() * this.#sums.at(-1);
		let [low, high] = [0, this.#sums.length - 1];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#sums[middle] < at) low = middle + 1;
			else high = middle;
		}
		return this.#list[low];
	}
}

/**
 * Whom the logs speak of, and when: a site of private addresses, and an outside of addresses that are set
 * apart for measurements (RFC 2544) and for documentation (RFC 3849). The same seed gives the same world.
 */
export class World {
	random;
	inside;
	outside;
	#now = START;

	constructor(seed) {
		this.random = new Random(seed);
		const hosts = Array.from({ length: INSIDE }, (_, i) => `10.20.${i >> 6}.${(i & 63) + 10}`);
		const far = Array.from({ length: OUTSIDE }, () => this.#farAddress());
		this.inside = new Heavy(this.random, hosts);
		this.outside = new Heavy(this.random, far);
	}

	#farAddress() {
		const { random } = this;
		if (!random.chance(SIX))
			return `198.${18 + random.between(0, 1)}.${random.between(0, 255)}.${random.between(1, 254)}`;
		const group = () => random.between(1, 0xffff).toString(16);
		return `2001:db8:${group()}:${group()}::${group()}`;
	}

	/** The time of the next event, in microseconds since 1970: mostly later than the last. */
	tick() {
		this.#now += Math.floor(this.random.next() * 2 * STEP);
		const late = this.random.chance(LATE.share);
		return late ? this.#now - this.random.between(1, LATE.most) : this.#now;
	}

	port() {
		return this.random.between(32_768, 60_999);
	}

	/** A size that is mostly small and now and then very large. */
	size(usual) {
		return Math.floor(usual * (0.2 + Math.log(1 - this.random.next()) ** 2));
	}

	hex(digits) {
		let text = '';
		while (text.length < digits)
			text += this.random.between(0, 0xffff).toString(16).padStart(4, '0');
		return text.slice(0, digits);
	}
}

/** Microseconds as `YYYY-MM-DDTHH:MM:SS.ffffff`. */
export function stamp(micros) {
	const iso = new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1);
	return iso + String(micros % 1000).padStart(3, '0');
}
