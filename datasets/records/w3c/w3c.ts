import { HASH } from '#lib/ascii.ts';
import { textOf } from '#lib/bytes.ts';
import type { RecordReader } from '../../format.ts';
import { lines } from '../lines/lines.ts';
import type { RecordAccount } from '../record-account.ts';
import { W3cRow } from './w3c-row.ts';

/** Fields of a row; a longer header is none. */
const MAX_FIELDS = 1024;
/** Characters of a directive's name, at most. */
const LONGEST_NAME = 64;

/** What a format does with a W3C extended log (w3.org/TR/WD-logfile): IIS, Windows Firewall, CloudFront. */
export interface W3cHandler {
	/** The byte between the fields of a row; the names in `#Fields` may have any white space between them. */
	separator: number;
	/** The row object is about to hold rows of other fields: at the first `#Fields` line, and at each change. */
	fields(names: readonly string[], row: W3cRow): void;
	/** A directive but `#Fields`, `#Date: 2024-05-01 00:00:00` for one; its name is in lower case. */
	directive?(name: string, value: string): void;
	/** Reads one row: commits, or rejects. The object is the same for all rows. */
	row(row: W3cRow): void;
}

/** Cuts a W3C extended log into rows. A `#Fields` line may come again and change; each row is of the last one. */
export function w3c(sink: RecordAccount, handler: W3cHandler): RecordReader {
	const row = new W3cRow();
	let header = '';

	function take(line: string): void {
		const directive = directiveOf(line);
		if (directive === null) return;
		const { name, value } = directive;
		if (name !== 'fields') return handler.directive?.(name, value);
		if (value === header) return;
		header = value;
		const names = fieldNames(value);
		row.begin(names);
		handler.fields(names, row);
	}

	return lines(sink, {
		skip(bytes, start, end) {
			if (bytes[start] !== HASH) return false;
			take(textOf(bytes, start, end));
			return true;
		},
		line(bytes, start, end) {
			row.cut(bytes, start, end, handler.separator);
			handler.row(row);
		}
	});
}

/** `#Name: value`, the name in lower case; null for any other line, a comment for one. */
function directiveOf(line: string): { name: string; value: string } | null {
	const colon = line.slice(0, LONGEST_NAME).indexOf(':');
	if (colon < 2 || line[0] !== '#') return null;
	return { name: line.slice(1, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() };
}

function fieldNames(value: string): string[] {
	return value.split(/\s+/, MAX_FIELDS).filter((name) => name !== '');
}

/** The names of every `#Fields` line at the beginning of a source. */
export function w3cFields(headLines: readonly string[]): string[][] {
	return headLines
		.map(directiveOf)
		.filter((directive) => directive?.name === 'fields')
		.map((directive) => fieldNames(directive!.value));
}
