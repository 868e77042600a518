import type { CarriedLayer } from './layer.ts';

/** That a header ends before its fields do. */
export class HeaderCut {
	constructor(
		/** What stands there no more. */
		readonly title: string
	) {}
}

/** The bytes of a header, and how far they were read. */
export class HeaderBytes {
	readonly bytes: Uint8Array;
	readonly start: number;
	readonly end: number;
	/** Whether it stands in a packet that an error quotes. */
	readonly isQuoted: boolean;
	/** Where the next field begins. */
	at: number;

	constructor(bytes: Uint8Array, { start, end, isQuoted }: Omit<CarriedLayer, 'by'>) {
		this.bytes = bytes;
		this.start = start;
		this.at = start;
		this.end = end;
		this.isQuoted = isQuoted ?? false;
	}

	get left(): number {
		return this.end - this.at;
	}

	/** The number of `length` bytes that begins `ahead` bytes on, without moving; up to 6 bytes are exact. */
	peek(length: number, ahead = 0): number {
		let value = 0;
		for (let i = 0; i < length; i++) value = value * 256 + (this.bytes[this.at + ahead + i] ?? 0);
		return value;
	}

	/** @throws `HeaderCut` where there are fewer bytes left */
	must(length: number, title: string): void {
		if (this.left < length) throw new HeaderCut(title);
	}

	skip(length: number): void {
		this.at += length;
	}

	/** What comes behind this header, up to its end. */
	rest(by: CarriedLayer['by'], end = this.end): CarriedLayer {
		return { by, start: this.at, end: Math.max(this.at, end) };
	}
}
