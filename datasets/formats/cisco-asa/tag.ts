import { COLON, DASH, PERCENT } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, isDigit, skipWhite, startsWith } from '#lib/bytes.ts';
import type { Message } from '../../format.ts';

/** Bytes of a line within which the tag begins, and of the word between product and severity. */
const FURTHEST = 256;
const LONGEST_CLASS = 24;
const ID_DIGITS = 6;

const products = ['ASA', 'FTD', 'NGIPS', 'PIX', 'FWSM'].map((name) => bytesOf(`%${name}-`));

/** `%ASA-6-302013:` or, with the class of the message, `%ASA-session-6-302013:`. */
export class MessageTag {
	/** Where the percent sign is. */
	start = 0;
	productStart = 0;
	productEnd = 0;
	classStart = 0;
	classEnd = 0;
	/** 1 alert to 7 debugging. */
	severity = 0;
	id = 0;
	idStart = 0;
	/** Where the text of the message begins. */
	text = 0;

	/** Finds the tag of a message; false where it has none. */
	read({ bytes, lineStart, start, end }: Message): boolean {
		const last = Math.min(end, lineStart + FURTHEST);
		for (let at = lineStart; at < last; at++) {
			at = indexOfByte(bytes, PERCENT, at, last);
			if (at < 0) return false;
			if (!this.#readAt(bytes, at, end)) continue;
			// Where the tag became the program of RFC 5424, the text is what that calls the message.
			if (this.text <= start) this.text = start;
			return true;
		}
		return false;
	}

	#readAt(bytes: Uint8Array, at: number, end: number): boolean {
		const product = products.find((name) => startsWith(bytes, name, at, end));
		if (product === undefined) return false;
		this.start = at;
		this.productStart = at + 1;
		this.productEnd = at + product.length - 1;
		const severity = this.#readClass(bytes, at + product.length, end);
		if (!isDigit(bytes[severity]) || bytes[severity + 1] !== DASH) return false;
		this.severity = bytes[severity]! - 48;
		return this.#readId(bytes, severity + 2, end);
	}

	/** The word before the severity, where there is one; answers where the severity stands. */
	#readClass(bytes: Uint8Array, start: number, end: number): number {
		this.classStart = this.classEnd = start;
		if (isDigit(bytes[start])) return start;
		const dash = indexOfByte(bytes, DASH, start, Math.min(end, start + LONGEST_CLASS));
		if (dash < 0) return end;
		this.classEnd = dash;
		return dash + 1;
	}

	#readId(bytes: Uint8Array, start: number, end: number): boolean {
		const stop = start + ID_DIGITS;
		if (stop > end) return false;
		this.id = 0;
		this.idStart = start;
		for (let at = start; at < stop; at++) {
			if (!isDigit(bytes[at])) return false;
			this.id = this.id * 10 + bytes[at]! - 48;
		}
		if (isDigit(bytes[stop])) return false;
		this.text = skipWhite(bytes, bytes[stop] === COLON ? stop + 1 : stop, end);
		return true;
	}
}
