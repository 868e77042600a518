import { QUESTION, SLASH } from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf, indexOfByte, indexOfBytes } from '#lib/bytes.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';

const schemeEnd = bytesOf('://');

/**
 * Sets `path` and `query` of a row of `web` from the request target that a cell has loaded: `/p?q`, or the
 * whole URL that a proxy is asked for. A target that has no path (`host:443` of CONNECT) gives none.
 */
export function targetPutter(web: EventWriter): (cell: FieldBytes) => void {
	const path = web.text('path');
	const query = web.text('query');
	return ({ bytes, start, end }) => {
		const mark = indexOfByte(bytes, QUESTION, start, end);
		const stop = mark < 0 ? end : mark;
		const from = pathStart(bytes, start, stop);
		if (from < stop) path.setBytes(bytes, from, stop);
		if (mark >= 0 && mark + 1 < end) query.setBytes(bytes, mark + 1, end);
	};
}

/** Where the path begins; `end` where there is none. */
function pathStart(bytes: Uint8Array, start: number, end: number): number {
	if (bytes[start] === SLASH || end - start <= 1) return start;
	const scheme = indexOfBytes(bytes, schemeEnd, start, end);
	if (scheme < 0) return end;
	const slash = indexOfByte(bytes, SLASH, scheme + schemeEnd.length, end);
	return slash < 0 ? end : slash;
}
