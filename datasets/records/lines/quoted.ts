import { BACKSLASH, DASH, QUOTE, SLASH, SPACE } from '#lib/ascii.ts';
import type { TextColumn } from '#tables/column.ts';
import { bytesOf, indexOfByte, isDigit, isWhite, startsWith, textOf } from '#lib/bytes.ts';
import { backslashes, unescaped, type Escapes } from './escapes.ts';

/**
 * Where the quoted field that begins at `start` (the quote itself) closes, or -1. A quote behind a backslash
 * is escaped; one that is not followed by a blank is part of the value, for not every server escapes.
 */
export function closingQuote(bytes: Uint8Array, start: number, end: number): number {
	let at = indexOfByte(bytes, QUOTE, start + 1, end);
	for (; at >= 0; at = indexOfByte(bytes, QUOTE, at + 1, end)) {
		const last = at + 1 === end || isWhite(bytes[at + 1]!);
		if (last && !isEscaped(bytes, start, at)) return at;
	}
	return -1;
}

/** Whether a backslash that is none of a pair stands before `at`; those behind `start` count. */
function isEscaped(bytes: Uint8Array, start: number, at: number): boolean {
	let first = at;
	while (first - 1 > start && bytes[first - 1] === BACKSLASH) first--;
	return (at - first) % 2 === 1;
}

/**
 * Where the quoted request closes: at the quote that a status follows, so that a quote in it which was not
 * escaped does no harm; at the first that may close it where no status follows any; or -1.
 */
export function requestClose(bytes: Uint8Array, start: number, end: number): number {
	const first = closingQuote(bytes, start, end);
	for (let at = first; at >= 0; at = closingQuote(bytes, at, end)) {
		const next = bytes[at + 2];
		if (at + 2 < end && (isDigit(next) || next === DASH)) return at;
	}
	return first;
}

/**
 * Sets a column to a field as it was sent; `-` and nothing at all are null.
 * @param escapes how the server writes what it does not print; null where it writes all as it was sent
 */
export function setField(
	column: TextColumn,
	bytes: Uint8Array,
	start: number,
	end: number,
	escapes: Escapes | null = backslashes
): void {
	if (start >= end || (end === start + 1 && bytes[start] === DASH)) return;
	if (escapes === null) return column.setBytes(bytes, start, end);
	const { sign } = escapes;
	const isSet = sign !== null && column.setBytesWithout(sign, bytes, start, end);
	if (!isSet) column.set(unescaped(textOf(bytes, start, end), escapes));
}

/** Where the method ends and where the protocol begins in a request line; null where it is none. */
export function requestParts(
	bytes: Uint8Array,
	start: number,
	end: number
): { methodEnd: number; targetEnd: number } | null {
	const methodEnd = indexOfByte(bytes, SPACE, start, end);
	if (methodEnd <= start || !isMethod(bytes, start, methodEnd)) return null;
	const last = lastSpace(bytes, methodEnd, end);
	if (last > methodEnd && isProtocol(bytes, last + 1, end)) return { methodEnd, targetEnd: last };
	// HTTP/0.9 names no protocol.
	const bare = last === methodEnd && bytes[methodEnd + 1] === SLASH && methodEnd + 1 < end;
	return bare ? { methodEnd, targetEnd: end } : null;
}

const PROTOCOL = bytesOf('HTTP/');

function isProtocol(bytes: Uint8Array, start: number, end: number): boolean {
	return end > start + PROTOCOL.length && startsWith(bytes, PROTOCOL, start, end);
}

/** Where the last blank of a range is, or -1. */
function lastSpace(bytes: Uint8Array, start: number, end: number): number {
	for (let at = end - 1; at >= start; at--) if (bytes[at] === SPACE) return at;
	return -1;
}

/** Letters, mostly capital ones, and the marks that WebDAV and its kin use. */
function isMethod(bytes: Uint8Array, start: number, end: number): boolean {
	if (end - start > 32) return false;
	for (let i = start; i < end; i++) {
		const byte = bytes[i]!;
		const letter = (byte | 32) >= 97 && (byte | 32) <= 122;
		if (!letter && byte !== DASH && byte !== 95) return false;
	}
	return true;
}
