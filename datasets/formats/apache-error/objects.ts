import { QUOTE } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, indexOfBytes, startsWith } from '#lib/bytes.ts';

const REFERER = bytesOf(', referer: ');
const USER = bytesOf('user ');
const NOT_FOUND = bytesOf(' not found: ');
const FAILURE = bytesOf(': authentication failure for "');
/** Texts behind which a path stands, up to the end. */
const before = ['client denied by server configuration: ', 'File does not exist: '].map(bytesOf);

/** The user and the path that a text is about; a range is empty where it names none. */
export class Objects {
	userStart = 0;
	userEnd = 0;
	pathStart = 0;
	pathEnd = 0;

	read(bytes: Uint8Array, start: number, lineEnd: number): void {
		const referer = lastOf(bytes, REFERER, start, lineEnd);
		const end = referer < 0 ? lineEnd : referer;
		this.userStart = this.userEnd = start;
		this.pathStart = this.pathEnd = start;
		if (startsWith(bytes, USER, start, end)) return this.#readUser(bytes, start + USER.length, end);
		const words = before.find((text) => startsWith(bytes, text, start, end));
		if (words === undefined) return;
		this.pathStart = start + words.length;
		this.pathEnd = end;
	}

	/** The name is what the client gave, and may hold anything. */
	#readUser(bytes: Uint8Array, start: number, end: number): void {
		const missing = lastOf(bytes, NOT_FOUND, start, end);
		if (missing >= 0) return this.#set([start, missing], [missing + NOT_FOUND.length, end]);
		const failure = lastOf(bytes, FAILURE, start, end);
		if (failure < 0) return;
		const path = failure + FAILURE.length;
		const close = indexOfByte(bytes, QUOTE, path, end);
		this.#set([start, failure], [path, close < 0 ? path : close]);
	}

	#set(user: [number, number], path: [number, number]): void {
		[this.userStart, this.userEnd] = user;
		[this.pathStart, this.pathEnd] = path;
	}
}

function lastOf(bytes: Uint8Array, needle: Uint8Array, start: number, end: number): number {
	let last = -1;
	for (let at = indexOfBytes(bytes, needle, start, end); at >= 0;) {
		last = at;
		at = indexOfBytes(bytes, needle, at + needle.length, end);
	}
	return last;
}
