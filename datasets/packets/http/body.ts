import { textOf } from '#lib/bytes.ts';
import { MOST_LINE, readFields, type HttpHead, type HttpRole } from './head.ts';
import {
	statusOf,
	valuesOf,
	wordsOf,
	type BodyFraming,
	type HttpBody,
	type HttpField
} from './message.ts';
import type { BytesPart, WayBytes } from './way-bytes.ts';

/** What a head says of its body (RFC 9112, section 6.3). */
export interface Framing {
	/** Null where there is no body, `unknown` where it cannot be said where it ends. */
	by: BodyFraming | 'unknown' | null;
	/** Of `content-length`. */
	length: number;
	remarks: readonly string[];
}

/** A body, and whether it is known where it ends. */
export interface ReadBody {
	body: HttpBody;
	isLost: boolean;
}

const none: Framing = { by: null, length: 0, remarks: [] };

/** @param method of the request that is answered; null for a request, or where that is not known */
export function framingOf(head: HttpHead, role: HttpRole, method: string | null): Framing {
	if (role === 'answer' && isWithoutBody(statusOf(head), method)) return none;
	const transfer = wordsOf(head.fields, 'transfer-encoding');
	const lengths = [...new Set(wordsOf(head.fields, 'content-length'))];
	if (transfer.length > 0) return byTransfer(transfer, lengths, role);
	if (lengths.length === 0) return role === 'request' ? none : { ...none, by: 'close' };
	const [length = ''] = lengths;
	if (lengths.length === 1 && /^\d{1,15}$/.test(length))
		return { ...none, by: Number(length) === 0 ? null : 'content-length', length: Number(length) };
	const written = valuesOf(head.fields, 'content-length').join(', ');
	return { ...none, by: 'unknown', remarks: [`its Content-Length is not one number: ${written}`] };
}

function isWithoutBody(status: number, method: string | null): boolean {
	if (status < 200 || status === 204 || status === 304 || method === 'HEAD') return true;
	return method === 'CONNECT' && status < 300;
}

function byTransfer(words: readonly string[], lengths: readonly string[], role: HttpRole): Framing {
	const remarks =
		lengths.length === 0
			? []
			: ['it has a Content-Length beside its Transfer-Encoding, which is the one that holds'];
	if (words.at(-1) === 'chunked') return { by: 'chunked', length: 0, remarks };
	if (role === 'answer') return { by: 'close', length: 0, remarks };
	return { by: 'unknown', length: 0, remarks: [...remarks, 'its Transfer-Encoding has no end'] };
}

export function readBody(from: WayBytes, { by, length }: Framing): ReadBody | null {
	if (by === null || by === 'unknown') return null;
	if (by === 'chunked') return readChunks(from);
	const wanted = by === 'close' ? from.end - from.at : length;
	const parts = from.take(wanted);
	const behind = wanted - parts.reduce((sum, part) => sum + part.length, 0);
	return { body: bodyOf(by, parts, { behind, isEnded: true }), isLost: false };
}

function readChunks(from: WayBytes): ReadBody {
	const parts: BytesPart[] = [];
	for (;;) {
		const size = chunkSize(from);
		if (size === null) return lost(parts, 0);
		if (size === 0) break;
		const taken = from.take(size);
		parts.push(...taken);
		const behind = size - taken.reduce((sum, part) => sum + part.length, 0);
		if (from.line(2)?.length !== 0) return lost(parts, behind);
	}
	const trailers = readFields(from);
	if (trailers === null) return lost(parts, 0);
	return { body: bodyOf('chunked', parts, { behind: 0, isEnded: true, trailers }), isLost: false };
}

function lost(parts: readonly BytesPart[], behind: number): ReadBody {
	return { body: bodyOf('chunked', parts, { behind, isEnded: false }), isLost: true };
}

/** Null where no size is there. */
function chunkSize(from: WayBytes): number | null {
	const { at } = from;
	const line = from.line(MOST_LINE);
	const digits = line && /^([0-9a-f]{1,12})[ \t]*(;.*)?$/i.exec(textOf(line));
	if (digits) return parseInt(digits[1]!, 16);
	from.at = at;
	return null;
}

interface BodyEnd {
	/** Bytes that it should have behind all that there is. */
	behind: number;
	isEnded: boolean;
	trailers?: readonly HttpField[];
}

function bodyOf(framing: BodyFraming, parts: readonly BytesPart[], end: BodyEnd): HttpBody {
	const sum = (of: readonly BytesPart[]) => of.reduce((all, { length }) => all + length, 0);
	const missing = sum(parts.filter(({ bytes }) => bytes === null)) + end.behind;
	const bytes = sum(parts.filter((part) => part.bytes !== null));
	const { isEnded, trailers = [] } = end;
	return { framing, parts, bytes, missing, isWhole: isEnded && missing === 0, trailers };
}
