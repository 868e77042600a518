import { DOT } from '#lib/ascii.ts';
import { Address } from '#lib/address.ts';
import { asciiInto, bytesOf, packedWord, textOf } from '#lib/bytes.ts';
import { protocolName, protocolNumber } from '#lib/protocols.ts';
import { Int32Column, TextColumn } from './column.ts';

/** An address column that keeps the last value in binary too, for the Community ID. */
export class AddressColumn extends TextColumn {
	readonly address = new Address();

	/** Sets the canonical form; false, and nothing set, where the range holds no address. */
	read(bytes: Uint8Array, start: number, end: number): boolean {
		if (!this.address.read(bytes, start, end)) return false;
		if (this.address.asWritten) this.setBytes(bytes, start, end);
		else this.#write();
		return true;
	}

	/** The same from text. */
	readText(text: string): boolean {
		const length = asciiInto(scratch, text);
		if (length >= 0) return this.read(scratch, 0, length);
		const bytes = bytesOf(text);
		return this.read(bytes, 0, bytes.length);
	}

	/** Sets an address given in network order. */
	setBinary(bytes: Uint8Array, offset: number, size: 4 | 16): void {
		this.address.take(bytes, offset, size);
		this.#write();
	}

	/** Sets an IPv4 address given as an unsigned 32-bit number. */
	setNumber(value: number): void {
		this.address.takeNumber(value);
		this.#write();
	}

	#write(): void {
		if (this.address.size !== 4) return this.set(this.address.text);
		const from = this.begin(LONGEST_V4);
		let at = from;
		for (let part = 0; part < 4; part++) {
			if (part > 0) this.bytes[at++] = DOT;
			at = writeByte(this.bytes, at, this.address.bytes[part]!);
		}
		this.end(at);
	}
}

/** Room for an address in text. */
const scratch = new Uint8Array(64);

/** Of the address, and of what is written behind its last digit. */
const LONGEST_V4 = 15 + 2;

/** The digits of 0 to 255, each in the first of three places. */
const digits = Uint8Array.from({ length: 3 * 256 }, (_, at) =>
	String((at / 3) | 0).charCodeAt(at % 3)
);

/** Writes 0 to 255 in decimal digits, and answers where they end; room for three is needed. */
function writeByte(out: Uint8Array, at: number, value: number): number {
	const from = 3 * value;
	out[at] = digits[from]!;
	out[at + 1] = digits[from + 1]!;
	out[at + 2] = digits[from + 2]!;
	return at + (value < 10 ? 1 : value < 100 ? 2 : 3);
}

/** A port: 0 to 65535; anything else is left null. */
export class PortColumn extends Int32Column {
	current = -1;

	override set(value: number): boolean {
		if (!(value >= 0 && value <= 65_535)) return false;
		this.current = value;
		super.set(value);
		return true;
	}
}

/** The protocol by number or by name. */
export class ProtocolColumn extends TextColumn {
	number = -1;
	/** What short words that were read before stand for. */
	readonly #known = new Map<number, { name: string; number: number }>();

	setNumber(number: number): void {
		this.number = number;
		super.set(protocolName(number));
	}

	/** Takes a name or a number in text; an unknown name is kept in lower case. */
	override set(text: string): void {
		const number = protocolNumber(text);
		if (number !== null) return this.setNumber(number);
		this.number = -1;
		super.set(text.toLowerCase());
	}

	/** The same from bytes. */
	read(bytes: Uint8Array, start: number, end: number): void {
		const word = packedWord(bytes, start, end);
		const known = word < 0 ? undefined : this.#known.get(word);
		if (known !== undefined) {
			this.number = known.number;
			return super.set(known.name);
		}
		this.set(textOf(bytes, start, end));
		if (word >= 0 && this.#known.size < MOST_WORDS)
			this.#known.set(word, { name: textOf(this.current), number: this.number });
	}
}

/** Words that are remembered; a log holds few protocols, and a hostile one any number. */
const MOST_WORDS = 256;
