import { CLOSE_BRACKET, COLON, OPEN_BRACKET } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, indexOfBytes, isDigit, skipWhite, startsWith } from '#lib/bytes.ts';
import { timeClose } from './shape.ts';

const PID = bytesOf('[pid ');
const CLIENT = bytesOf('[client ');
const REMOTE = bytesOf('[remote ');
const CODE = bytesOf('AH');
/** Digits of a code. */
const CODE_DIGITS = 5;
/** Bytes of an error of the system, or of a place in the source, that may stand before the client. */
const REACH = 200;

/** Where the parts of a line lie; a range is empty where the line does not have it. */
export class ErrorParts {
	timeStart = 0;
	timeEnd = 0;
	moduleStart = 0;
	moduleEnd = 0;
	levelStart = 0;
	levelEnd = 0;
	pidStart = 0;
	pidEnd = 0;
	clientStart = 0;
	clientEnd = 0;
	codeStart = 0;
	codeEnd = 0;
	/** Behind the brackets, with what may stand before the client. */
	textStart = 0;
	/** Behind client and code. */
	innerStart = 0;

	/** False where the line does not begin as those of the error log do. */
	read(bytes: Uint8Array, start: number, end: number): boolean {
		const close = timeClose(bytes, start, end);
		this.timeStart = close < 0 ? start : start + 1;
		this.timeEnd = close < 0 ? start : close;
		const level = close < 0 ? start : skipWhite(bytes, close + 1, end);
		const levelEnd =
			bytes[level] === OPEN_BRACKET ? indexOfByte(bytes, CLOSE_BRACKET, level, end) : -1;
		if (levelEnd < 0) return false;
		const colon = indexOfByte(bytes, COLON, level, levelEnd);
		this.moduleStart = level + 1;
		this.moduleEnd = colon < 0 ? level + 1 : colon;
		this.levelStart = colon < 0 ? level + 1 : colon + 1;
		this.levelEnd = levelEnd;
		this.textStart = this.#readPid(bytes, skipWhite(bytes, levelEnd + 1, end), end);
		this.#readClient(bytes, end);
		this.#readCode(bytes, end);
		return true;
	}

	#readPid(bytes: Uint8Array, start: number, end: number): number {
		const close = startsWith(bytes, PID, start, end)
			? indexOfByte(bytes, CLOSE_BRACKET, start, end)
			: -1;
		this.pidStart = close < 0 ? start : start + PID.length;
		this.pidEnd = close < 0 ? start : close;
		return close < 0 ? start : skipWhite(bytes, close + 1, end);
	}

	#readClient(bytes: Uint8Array, end: number): void {
		const start = this.textStart;
		const limit = Math.min(end, start + REACH);
		const open = indexOfBytes(bytes, CLIENT, start, limit);
		const close = open < 0 ? -1 : indexOfByte(bytes, CLOSE_BRACKET, open, end);
		this.clientStart = close < 0 ? start : open + CLIENT.length;
		this.clientEnd = close < 0 ? start : close;
		this.innerStart = close < 0 ? start : skipWhite(bytes, close + 1, end);
		if (close < 0) return this.#skipRemote(bytes, end);
		// ModSecurity names the client once more.
		if (startsWith(bytes, CLIENT, this.innerStart, end)) {
			const again = indexOfByte(bytes, CLOSE_BRACKET, this.innerStart, end);
			if (again >= 0) this.innerStart = skipWhite(bytes, again + 1, end);
		}
		// An error of the system before the client is part of the text.
		if (open === start) this.textStart = this.innerStart;
	}

	/** `[remote 192.0.2.90:8080]` is no client, but a server that Apache itself connected to. */
	#skipRemote(bytes: Uint8Array, end: number): void {
		if (!startsWith(bytes, REMOTE, this.innerStart, end)) return;
		const close = indexOfByte(bytes, CLOSE_BRACKET, this.innerStart, end);
		if (close >= 0) this.innerStart = skipWhite(bytes, close + 1, end);
	}

	/** `AH01618: ` */
	#readCode(bytes: Uint8Array, end: number): void {
		const start = this.innerStart;
		this.codeStart = this.codeEnd = start;
		const stop = start + CODE.length + CODE_DIGITS;
		if (!startsWith(bytes, CODE, start, end) || bytes[stop] !== COLON || stop >= end) return;
		for (let at = start + CODE.length; at < stop; at++) if (!isDigit(bytes[at])) return;
		this.codeEnd = stop;
		this.innerStart = skipWhite(bytes, stop + 1, end);
	}
}
