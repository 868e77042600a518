import {
	BAR,
	CLOSE_BRACKET,
	COLON,
	EQUALS,
	OPEN_BRACE,
	OPEN_BRACKET,
	QUOTE,
	SEMICOLON
} from '#lib/ascii.ts';
import { bytesOf, equalsBytes, indexOfByte, indexOfBytes, skipWhite } from '#lib/bytes.ts';
import type { Message } from '../../format.ts';
import { keyAt } from '../../records/pairs/key-search.ts';
import { pairShape, type PairShape } from '../../records/pairs/pair-shape.ts';

const colons = pairShape(':', ';', { escapes: '"\\]' });
const semicolons = pairShape('=', ';', { escapes: '"\\]' });
const bars = pairShape('=', '|', { escapes: '=|\\' });
const blanks = pairShape('=', ' ', { escapes: '"\\]' });

/** Where the pairs of a record are, and how they are written. */
export interface Body {
	start: number;
	end: number;
	shape: PairShape;
}

/**
 * Finds the pairs of a record: in the structured data that Log Exporter writes, or in the message, with and
 * without brackets around. The first pair shows how the pairs are written; null where there is none.
 */
export function bodyOf(message: Message): Body | null {
	const { bytes, structuredStart, structuredEnd } = message;
	let start = structuredEnd > structuredStart ? structuredStart : message.start;
	let end = structuredEnd > structuredStart ? structuredEnd : message.end;
	if (bytes[start] === OPEN_BRACKET) start = skipWhite(bytes, start + 1, end);
	if (bytes[end - 1] === CLOSE_BRACKET) end--;
	const shape = shapeAt(bytes, start, end);
	return shape === null ? null : { start, end, shape };
}

function shapeAt(bytes: Uint8Array, start: number, end: number): PairShape | null {
	const colon = indexOfByte(bytes, COLON, start, end);
	const equals = indexOfByte(bytes, EQUALS, start, end);
	if (colon >= 0 && bytes[colon + 1] === QUOTE && (equals < 0 || colon < equals)) return colons;
	if (equals < 0) return null;
	const quoted = bytes[equals + 1] === QUOTE;
	const stop = quoted ? indexOfByte(bytes, QUOTE, equals + 2, end) + 1 : equals + 1;
	if (quoted) return bytes[stop] === SEMICOLON ? semicolons : blanks;
	const bar = indexOfByte(bytes, BAR, stop, end);
	const semicolon = indexOfByte(bytes, SEMICOLON, stop, end);
	if (bar >= 0 && (semicolon < 0 || bar < semicolon)) return bars;
	return semicolon >= 0 ? semicolons : blanks;
}

const CHECK_POINT = bytesOf('CheckPoint');
/** Beginnings of the unique id that each log has, and of what older exports write. */
const SURE = ['loguid:"{0x', 'loguid="{0x', 'loguid={0x'].map(bytesOf);
const ENTERPRISE = bytesOf('Fields@1.3.6.1.4.1.2620');
const OLD = [bytesOf('i/f_dir='), bytesOf('orig=')];

/** Whether a line is a log of Check Point: it names the sender so, or has the id or the fields of its logs. */
export function fits(message: Message): boolean {
	const { bytes, programStart, programEnd, structuredStart, structuredEnd, lineStart, end } =
		message;
	const { rest } = message;
	if (equalsBytes(bytes, programStart, programEnd, CHECK_POINT)) return bodyOf(message) !== null;
	if (indexOfBytes(bytes, ENTERPRISE, structuredStart, structuredEnd) >= 0) return true;
	const from = structuredEnd > structuredStart ? lineStart : rest;
	// One byte that all of them have is sought first: most lines of a mixed log have none.
	const braced = indexOfByte(bytes, OPEN_BRACE, from, end) >= 0;
	if (braced && SURE.some((id) => keyAt(bytes, id, from, end) >= 0)) return true;
	if (indexOfByte(bytes, EQUALS, from, end) < 0) return false;
	return OLD.every((key) => keyAt(bytes, key, from, end) >= 0);
}
