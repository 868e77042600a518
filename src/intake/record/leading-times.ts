import { leadingTime } from './leading-time.ts';

/** The moment that a record begins with. */
export interface LeadingTime {
	record: number;
	/** ISO 8601 UTC. */
	ts: string;
}

/** Kept records that are looked at, to tell whether what they begin with is their time. */
const SAMPLED = 64;
/** Bytes in which the time of a record is looked for. */
const LOOKED_AT = 80;
/** Bytes that are kept of the end of a piece: a record that began in it before these has no time here. */
const KEPT = 4096;

/** What records begin with, of those that could not be read and of some that could. */
export class LeadingTimes {
	readonly found: LeadingTime[] = [];
	#sampled = 0;
	/** What the reader was given last, but its end. */
	#piece: Uint8Array = new Uint8Array(0);
	/** Copies of the end of the piece before it, and of its own: pieces may be overwritten once the next is asked for. */
	#before: Uint8Array = new Uint8Array(0);
	#end: Uint8Array = new Uint8Array(0);
	/** Where the piece begins. */
	#from = 0;

	/** @param piece what the reader is given next */
	see(piece: Uint8Array): void {
		this.#from += this.#piece.length + this.#end.length;
		this.#before = this.#end;
		this.#end = piece.slice(-KEPT);
		this.#piece = piece.subarray(0, piece.length - this.#end.length);
	}

	kept(record: number, offset: number, length: number): void {
		if (this.#sampled === SAMPLED) return;
		this.#sampled++;
		this.rejected(record, offset, length);
	}

	/** @param offset of the record among all bytes that the reader was given */
	rejected(record: number, offset: number, length: number): void {
		const ts = leadingTime(this.#text(offset, Math.min(length + 1, LOOKED_AT)));
		if (ts !== null) this.found.push({ record, ts });
	}

	#text(offset: number, length: number): string {
		let start = offset - this.#from + this.#before.length;
		if (start < 0) return '';
		let text = '';
		for (const piece of [this.#before, this.#piece, this.#end]) {
			if (start < piece.length)
				text += String.fromCharCode(...piece.subarray(start, start + length - text.length));
			start = Math.max(0, start - piece.length);
		}
		return text;
	}
}
