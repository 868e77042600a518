import { bytesOf, equalsBytes } from '#lib/bytes.ts';

/** Numbers of keys, found by the bytes of their names. */
export class KeySlots {
	readonly #names: Uint8Array[] = [];
	/** Slots by the hash of their names, open addressing; -1 where free. */
	#table = new Int32Array(64).fill(-1);

	/** @param names those of the first slots, in order */
	constructor(names: readonly string[] = []) {
		for (const name of names) this.slot(name);
	}

	get size(): number {
		return this.#names.length;
	}

	/** The slot of a name, from 0 on; the same for the same name. */
	slot(name: string): number {
		const bytes = bytesOf(name);
		const known = this.find(bytes, 0, bytes.length);
		if (known >= 0) return known;
		const slot = this.#names.push(bytes) - 1;
		if (this.#names.length * 2 > this.#table.length) this.#grow();
		else this.#enter(slot);
		return slot;
	}

	/** The slot whose name is a range of bytes; -1 where nobody asked for it. */
	find(bytes: Uint8Array, start: number, end: number): number {
		const mask = this.#table.length - 1;
		for (let at = hashOf(bytes, start, end) & mask; ; at = (at + 1) & mask) {
			const slot = this.#table[at]!;
			if (slot < 0 || equalsBytes(bytes, start, end, this.#names[slot]!)) return slot;
		}
	}

	#grow(): void {
		this.#table = new Int32Array(this.#table.length * 2).fill(-1);
		this.#names.forEach((_, slot) => this.#enter(slot));
	}

	#enter(slot: number): void {
		const name = this.#names[slot]!;
		const mask = this.#table.length - 1;
		let at = hashOf(name, 0, name.length) & mask;
		while (this.#table[at]! >= 0) at = (at + 1) & mask;
		this.#table[at] = slot;
	}
}

/** The first bytes, the last and the length tell the keys of a log apart well enough. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
	let hash = end - start;
	const stop = Math.min(end, start + 12);
	for (let at = start; at < stop; at++) hash = (hash * 31 + bytes[at]!) | 0;
	return (hash * 31 + (end > start ? bytes[end - 1]! : 0)) >>> 1;
}
