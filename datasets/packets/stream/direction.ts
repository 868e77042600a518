import { PlacedBytes } from './placed-bytes.ts';
import type { TransportPart } from './transport-part.ts';

/** What one end sent, by the sequence numbers of TCP. */
export class StreamDirection {
	readonly placed = new PlacedBytes();
	/** Sequence number of the byte at 0; null as long as nothing was sent. */
	#base: number | null = null;
	/** Behind the furthest place that was spoken of. */
	#furthest = 0;
	/** The place behind the last byte, of the flag that ends it; null where that was not seen. */
	end: number | null = null;
	/** Behind what its own segments without bytes, or the other end by what it has, say was sent. */
	#heard = 0;
	isBegun = false;
	isReset = false;
	repeated = 0;
	differing = 0;
	/** Packets that came behind one which stands behind them. */
	late = 0;
	/** Bytes of packets that a capture cut off. */
	cut = 0;

	/** Whether a segment begins another connection between the same ends. */
	isOther({ syn, seq }: TransportPart): boolean {
		return syn && this.isBegun && this.#base !== (seq + 1) % WRAP;
	}

	take(part: TransportPart, order: number): void {
		const { syn, fin, rst, seq, payload, length } = part;
		const first = syn ? (seq + 1) % WRAP : seq;
		this.#base ??= first;
		if (syn) this.isBegun = true;
		const start = this.#placeOf(first);
		if (length > 0 && start < this.#furthest && !this.placed.has(start)) this.late++;
		const { repeated, differing } = this.placed.put(start, payload, order);
		this.repeated += repeated;
		this.differing += differing;
		this.cut += length - payload.length;
		if (length > 0 || syn) this.#furthest = Math.max(this.#furthest, start + length);
		else if (!rst) this.#heard = Math.max(this.#heard, start);
		if (fin) this.end = start + length;
		if (rst) this.isReset = true;
	}

	/** The other end has what stands before this sequence number. */
	acknowledge(ack: number): void {
		if (this.#base !== null) this.#heard = Math.max(this.#heard, this.#placeOf(ack));
	}

	/** Behind the last byte that there was, captured or not. */
	get sent(): number {
		if (this.end !== null) return Math.max(this.#furthest, this.end);
		// What ends it counts as one byte: a single one more may be that.
		return this.#heard > this.#furthest + 1 ? this.#heard : this.#furthest;
	}

	/** Whether one byte more than were seen was spoken of: the last byte, or that it ended. */
	get isEndUnseen(): boolean {
		return this.end === null && this.#base !== null && this.#heard === this.#furthest + 1;
	}

	/** The place of a sequence number, as near to the furthest as it can be: numbers begin anew behind the largest. */
	#placeOf(seq: number): number {
		const expected = (this.#base! + this.#furthest) % WRAP;
		return this.#furthest + ((seq - expected) | 0);
	}
}

const WRAP = 2 ** 32;
