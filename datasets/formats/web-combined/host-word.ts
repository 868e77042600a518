import { CLOSE_BRACKET, COLON, DASH, DOT, OPEN_BRACKET, UNDERSCORE } from '#lib/ascii.ts';
import { Address } from '#lib/address.ts';
import { bytesOf, equalsBytes, isDigit } from '#lib/bytes.ts';

const LOCALHOST = bytesOf('localhost');
const scratch = new Address();

/** Whether a word is an address, in brackets or bare. */
export function isAddress(bytes: Uint8Array, start: number, end: number): boolean {
	return isBracketed(bytes, start, end)
		? scratch.read(bytes, start + 1, end - 1)
		: scratch.read(bytes, start, end);
}

/** Whether a word is an address, with or without a port behind it. */
export function isEndpoint(bytes: Uint8Array, start: number, end: number): boolean {
	if (isAddress(bytes, start, end)) return true;
	const colon = portMark(bytes, start, end);
	return colon < end && isAddress(bytes, start, colon);
}

/**
 * Whether a word can be nothing but the name that a server was asked by: an address, `localhost`, a name in letters
 * behind its last dot, or any name with a port. The id of a request, the name of a container and the tag of a program
 * stand in the same place.
 */
export function isHost(bytes: Uint8Array, start: number, end: number): boolean {
	if (end <= start) return false;
	if (isEndpoint(bytes, start, end)) return true;
	const colon = portMark(bytes, start, end);
	if (!isName(bytes, start, colon)) return false;
	return (
		colon < end || equalsBytes(bytes, start, end, LOCALHOST) || endsInLetters(bytes, start, end)
	);
}

export function isBracketed(bytes: Uint8Array, start: number, end: number): boolean {
	return end - start > 2 && bytes[start] === OPEN_BRACKET && bytes[end - 1] === CLOSE_BRACKET;
}

/** Where `:port` begins at the end of a word, or its end. */
export function portMark(bytes: Uint8Array, start: number, end: number): number {
	let at = end;
	while (at > start && isDigit(bytes[at - 1])) at--;
	return at > start && at < end && bytes[at - 1] === COLON ? at - 1 : end;
}

function isName(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) {
		const byte = bytes[at]!;
		const isMark = byte === DOT || byte === DASH || byte === UNDERSCORE;
		if (!isMark && !isDigit(byte) && !isLetter(byte)) return false;
	}
	return end > start;
}

/** `www.example.org`: two letters or more behind the last dot, and something before it. */
function endsInLetters(bytes: Uint8Array, start: number, end: number): boolean {
	let at = end;
	while (at > start && isLetter(bytes[at - 1]!)) at--;
	return end - at > 1 && at - 1 > start && bytes[at - 1] === DOT;
}

function isLetter(byte: number): boolean {
	const lower = byte | 32;
	return byte > 127 || (lower >= 97 && lower <= 122);
}
