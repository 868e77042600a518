/** A small seeded generator (mulberry32): the same seed gives the same incident on every machine. */
export class Random {
	#state;

	/** @param {string} seed any text */
	constructor(seed) {
		let hash = 0x811c9dc5;
		for (let i = 0; i < seed.length; i++)
			hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193) >>> 0;
		this.#state = hash;
	}

	/** 0 up to, not including, 1. */
	next() {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number, both ends included. */
	between(low, high) {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	chance(share) {
		return this.next() < share;
	}

	pick(list) {
		return list[this.between(0, list.length - 1)];
	}

	/** One of `list`, the first more often than the second and so on (Zipf): heavy hitters. */
	pickHeavy(list) {
		const total = list.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
		let at = this.next() * total;
		for (let i = 0; i < list.length; i++) {
			at -= 1 / (i + 1);
			if (at < 0) return list[i];
		}
		return list.at(-1);
	}

	/** One of `list` by its `weight`. */
	pickWeighted(list) {
		const total = list.reduce((sum, entry) => sum + entry.weight, 0);
		let at = this.next() * total;
		return list.find((entry) => (at -= entry.weight) < 0) ?? list.at(-1);
	}

	/** The number moved by up to `share` of it in either direction, whole. */
	around(value, share) {
		return Math.round(value * (1 - share + 2 * share * this.next()));
	}
}
