import {
	BACKSLASH,
	CLOSE_BRACE,
	CLOSE_BRACKET,
	COLON,
	OPEN_BRACE,
	OPEN_BRACKET,
	QUOTE
} from '#lib/ascii.ts';
import { bytesOf, equalsBytes, markLength, skipWhite } from '#lib/bytes.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { decided } from '../../records/decided.ts';
import { jsonRecords } from '../../records/json/json-records.ts';
import { jsonValues, type ValuesHead } from '../../records/json/json-values.ts';
import type { LineHandler } from '../../records/lines/lines.ts';

const OBJECTS = bytesOf('objects');
/** Bytes at the beginning within which the objects of a bundle begin. */
const PATIENCE = 65_536;

/**
 * What stands in front of the first object of a bundle, or of a TAXII envelope; null where the bytes begin
 * neither; undefined where more bytes must come to tell.
 */
export function bundleHead(bytes: Uint8Array, whole: boolean): ValuesHead | null | undefined {
	const end = Math.min(bytes.length, PATIENCE);
	const unsure = whole || end === PATIENCE ? null : undefined;
	const start = skipWhite(bytes, markLength(bytes), end);
	if (start >= end - 2) return unsure;
	if (bytes[start] !== OPEN_BRACE) return null;
	let depth = 0;
	for (let at = start; at < end; at++) {
		const byte = bytes[at];
		if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
		else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
		else if (byte === QUOTE) {
			const close = stringEnd(bytes, at + 1, end);
			if (depth === 1 && equalsBytes(bytes, at + 1, close, OBJECTS)) {
				const colon = skipWhite(bytes, close + 1, end);
				const open = skipWhite(bytes, colon + 1, end);
				if (open >= end) return unsure;
				if (bytes[colon] === COLON && bytes[open] === OPEN_BRACKET)
					return { length: open + 1, depth: 1 };
			}
			at = close;
		}
		if (depth === 0) return null;
	}
	return unsure;
}

function stringEnd(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
	return at;
}

/** Cuts a source into STIX objects: those of its bundle, else those of an array, or one a line. */
export function stixObjects(sink: Sink, handler: LineHandler): RecordReader {
	return decided((bytes, whole) => {
		const head = bundleHead(bytes, whole);
		if (head === undefined) return null;
		return head === null ? jsonRecords(sink, handler) : jsonValues(sink, handler, head);
	});
}
