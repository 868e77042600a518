import { CLOSE_PAREN, COMMA, OPEN_PAREN, SPACE } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, indexOfBytes, isDigit, skipWhite } from '#lib/bytes.ts';

const IN = bytesOf(': in:');
const OUT = bytesOf(' out:');
const PROTO = bytesOf('proto ');
const ARROW = bytesOf('->');
const LEN = bytesOf('len ');

/** Where the parts of a packet lie that a rule logged: `chain: in:a out:b, … proto TCP (SYN), x->y, len 60`. */
export class LoggedPacket {
	/** The word before `: in:`. */
	chainStart = 0;
	chainEnd = 0;
	inStart = 0;
	inEnd = 0;
	outStart = 0;
	outEnd = 0;
	protoStart = 0;
	protoEnd = 0;
	/** What stands in parentheses behind the protocol: flags, or type and code. */
	detailStart = 0;
	detailEnd = 0;
	srcStart = 0;
	srcEnd = 0;
	dstStart = 0;
	dstEnd = 0;
	/** Digits of the length; empty where the line has none. */
	lengthStart = 0;
	lengthEnd = 0;

	/** False where the range holds no such packet. */
	read(bytes: Uint8Array, start: number, end: number): boolean {
		const mark = indexOfBytes(bytes, IN, start, end);
		if (mark <= start) return false;
		this.chainEnd = mark;
		this.chainStart = mark;
		while (this.chainStart > start && bytes[this.chainStart - 1] !== SPACE) this.chainStart--;
		const out = indexOfBytes(bytes, OUT, mark, end);
		if (out < 0) return false;
		this.inStart = mark + IN.length;
		this.inEnd = out;
		this.outStart = out + OUT.length;
		this.outEnd = indexOfByte(bytes, COMMA, this.outStart, end);
		if (this.outEnd < 0) return false;
		const proto = indexOfBytes(bytes, PROTO, this.outEnd, end);
		return proto >= 0 && this.#readProtocol(bytes, proto + PROTO.length, end);
	}

	#readProtocol(bytes: Uint8Array, start: number, end: number): boolean {
		let at = start;
		while (at < end && bytes[at] !== SPACE && bytes[at] !== COMMA) at++;
		this.protoStart = start;
		this.protoEnd = at;
		at = skipWhite(bytes, at, end);
		this.detailStart = this.detailEnd = at;
		if (bytes[at] === OPEN_PAREN && at < end) {
			const close = indexOfByte(bytes, CLOSE_PAREN, at, end);
			if (close < 0) return false;
			this.detailStart = at + 1;
			this.detailEnd = close;
			at = close + 1;
		}
		return bytes[at] === COMMA && this.#readEnds(bytes, skipWhite(bytes, at + 1, end), end);
	}

	#readEnds(bytes: Uint8Array, start: number, end: number): boolean {
		const comma = indexOfByte(bytes, COMMA, start, end);
		const stop = comma < 0 ? end : comma;
		const arrow = indexOfBytes(bytes, ARROW, start, stop);
		if (arrow < 0) return false;
		this.srcStart = start;
		this.srcEnd = arrow;
		this.dstStart = arrow + ARROW.length;
		this.dstEnd = stop;
		this.#readLength(bytes, stop, end);
		return true;
	}

	/** Behind the translated addresses and the priority, where there are any. */
	#readLength(bytes: Uint8Array, start: number, end: number): void {
		const mark = indexOfBytes(bytes, LEN, start, end);
		this.lengthStart = mark < 0 ? end : mark + LEN.length;
		this.lengthEnd = this.lengthStart;
		while (this.lengthEnd < end && isDigit(bytes[this.lengthEnd])) this.lengthEnd++;
	}
}
