import { LF } from '#lib/ascii.ts';
import { countText } from '#lib/format-number.ts';
import { bytesOf, indexOfByte, textOf, trimEnd } from '#lib/bytes.ts';
import type { HeaderFields } from './fields.ts';
import type { CarriedLayer } from './layer.ts';

/** Headers that are named; all others stand as the line that they are. */
const named: Readonly<Record<string, string>> = {
	host: 'http.host', 'user-agent': 'http.user_agent', referer: 'http.referer', cookie: 'http.cookie',
	'set-cookie': 'http.set_cookie', server: 'http.server', location: 'http.location',
	'content-type': 'http.content_type', 'content-length': 'http.content_length_header',
	'content-encoding': 'http.content_encoding', 'transfer-encoding': 'http.transfer_encoding',
	authorization: 'http.authorization', connection: 'http.connection', accept: 'http.accept',
	'accept-encoding': 'http.accept_encoding', 'accept-language': 'http.accept_language', date: 'http.date',
	'x-forwarded-for': 'http.x_forwarded_for', 'last-modified': 'http.last_modified'
}; // prettier-ignore

/** The head of a message of HTTP/1 (RFC 9112); what stands behind it is its body, or as much as this packet has. */
export function http(fields: HeaderFields): CarriedLayer | null {
	fields.is('http', 'HTTP');
	firstLine(fields);
	let isWhole = false;
	while (fields.left > 0) {
		const { from, to, next } = line(fields);
		if (from === to && next > to) {
			fields.at = next;
			isWhole = true;
			break;
		}
		header(fields, { from, to, next });
		fields.at = next;
	}
	if (!isWhole) fields.remarks.push('its head goes on in the next segment: follow the stream');
	if (fields.left > 0) fields.group('http.file_data', 'Body', () => body(fields));
	return null;
}

function body(fields: HeaderFields): string {
	const value = `${countText(fields.left, 'byte')} in this packet`;
	fields.at = fields.end;
	return value;
}

interface HeadLine {
	from: number;
	/** Where its words end. */
	to: number;
	next: number;
}

function line({ bytes, at, end }: HeaderFields): HeadLine {
	const feed = indexOfByte(bytes, LF, at, end);
	const stop = feed < 0 ? end : feed;
	return { from: at, to: trimEnd(bytes, at, stop), next: feed < 0 ? end : feed + 1 };
}

/** `GET /x HTTP/1.1`, or `HTTP/1.1 200 OK`. */
function firstLine(fields: HeaderFields): void {
	const { to, next } = line(fields);
	const text = textOf(fields.bytes, fields.at, to);
	fields.summary = text.slice(0, 120);
	const [first = '', second = ''] = text.split(' ', 2);
	const third = text.slice(first.length + second.length + 2);
	const isAnswer = first.startsWith('HTTP/');
	const words = isAnswer
		? ([['http.response.version', 'Version', first], ['http.response.code', 'Status', second], ['http.response.phrase', 'Phrase', third]] as const)
		: ([['http.request.method', 'Method', first], ['http.request.uri', 'Target', second], ['http.request.version', 'Version', third]] as const); // prettier-ignore
	for (const [name, title, word] of words) {
		if (word === '') continue;
		const length = Math.min(bytesOf(word).length, Math.max(0, to - fields.at));
		fields.said(name, title, length, word);
		fields.skip(fields.at < to ? 1 : 0);
	}
	fields.at = next;
}

function header(fields: HeaderFields, { from, to, next }: HeadLine): void {
	const text = textOf(fields.bytes, from, to);
	const colon = text.indexOf(':');
	const name = colon < 0 ? '' : text.slice(0, colon).trim().toLowerCase();
	const known = Object.hasOwn(named, name) ? named[name]! : null;
	const plain = isRequest(fields) ? 'http.request.line' : 'http.response.line';
	const value = known === null ? text : text.slice(colon + 1).trim();
	fields.said(known ?? plain, known === null ? 'Header' : text.slice(0, colon), next - from, value);
}

function isRequest(fields: HeaderFields): boolean {
	return fields.list[0]?.name === 'http.request.method';
}
