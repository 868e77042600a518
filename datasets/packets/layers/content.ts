import { textOf } from '#lib/bytes.ts';
import type { HeaderFields } from './fields.ts';
import type { CarriedLayer, Dissectable } from './layer.ts';

/** First words of a request or an answer of HTTP/1. */
const http =
	/^(?:HTTP\/1\.[01] \d|(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|PROPFIND|PROPPATCH|MKCOL|COPY|MOVE|LOCK|UNLOCK|REPORT|SEARCH|NOTIFY|M-SEARCH) \S)/;
const LONGEST_WORD = 24;

/** Whether bytes begin as a message of HTTP/1 does. */
function beginsAsHttp(bytes: Uint8Array, start: number, end: number): boolean {
	return http.test(textOf(bytes, start, Math.min(end, start + LONGEST_WORD)));
}

/** Whether bytes begin as a record of TLS does. */
function beginsAsTls(bytes: Uint8Array, start: number, end: number): boolean {
	if (end - start < 5) return false;
	const [type, major, minor] = [bytes[start]!, bytes[start + 1], bytes[start + 2]!];
	return type >= 20 && type <= 24 && major === 3 && minor <= 4;
}

/** What a transport carries: what the port says, else what the bytes begin as; all else is data. */
export function appliedTo(fields: HeaderFields, byPort: Dissectable | null): CarriedLayer {
	if (byPort !== null) return fields.rest(byPort);
	const { bytes, at, end } = fields;
	if (beginsAsHttp(bytes, at, end)) return fields.rest('http');
	return fields.rest(beginsAsTls(bytes, at, end) ? 'tls' : 'data');
}
