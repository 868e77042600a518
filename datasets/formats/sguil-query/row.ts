import { unreadable } from '#lib/unreadable.ts';
import { bytesOf, startsWith } from '#lib/bytes.ts';
import { type SguilAlert } from './write.ts';

const HEADER = bytesOf('STATUS');
/** Fields of a row; the last, the message, may hold the separator. */
const FIELDS = 11;
/** A row says all but its message within far less than this. */
const LONGEST = 65_536;

/** Whether a line is the header, which stands in the first row or again where exports were joined. */
export function isHeaderAt(bytes: Uint8Array, start: number, end: number): boolean {
	return startsWith(bytes, HEADER, start, end);
}

/** Reads one row. What stands behind its status is the separator, so that no header is needed. */
export function readRow(alert: SguilAlert, line: string): void {
	const found = /^[A-Za-z0-9]{0,9}(\|\||[^A-Za-z0-9])/.exec(line);
	if (found === null) throw unreadable('not an event that Sguil exported', line);
	const fields = fieldsOf(line.slice(0, LONGEST), found[1]!);
	if (fields.length < FIELDS) throw unreadable('fields', `${fields.length} of ${FIELDS}: ${line}`);
	const [status, count, sensor, event, time, srcIp, srcPort, dstIp, dstPort, proto, message] =
		fields as [
			string,
			string,
			string,
			string,
			string,
			string,
			string,
			string,
			string,
			string,
			string
		];
	alert.write({
		status, count, sensor, event, time, srcIp, srcPort, dstIp, dstPort, proto,
		message: unquoted(message)
	}); // prettier-ignore
}

function fieldsOf(line: string, separator: string): string[] {
	const fields: string[] = [];
	let at = 0;
	while (fields.length < FIELDS - 1) {
		const next = line.indexOf(separator, at);
		if (next < 0) break;
		fields.push(line.slice(at, next).trim());
		at = next + separator.length;
	}
	fields.push(line.slice(at).trim());
	return fields;
}

/** Sguil puts quotes around the message and leaves those within as they are. */
function unquoted(text: string): string {
	return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
