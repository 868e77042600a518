import type { Head } from '../../format.ts';
import { csv } from './csv.ts';
import type { CsvRecord } from './csv-record.ts';
import { perHead } from '../per-head.ts';
import type { RecordAccount } from '../record-account.ts';

/** The beginning of a delimited text. */
export interface CsvHead {
	/** The fields of the first record. */
	names: string[];
	/** The records after it that are whole and can be cut into fields. */
	rows: string[][];
	/** How many cannot be cut into fields. */
	faults: number;
}

export interface CsvHeadOptions {
	spaced?: boolean;
	/** As in `NamedCsv`. */
	comment?: { first: number; read(text: string): readonly string[] | null };
}

const plainHead = perHead((head) => csvHeadWith(head, {}));

/** The beginning of a source read as delimited text; null where not even a first record is there. */
export function csvHead(head: Head, options?: CsvHeadOptions): CsvHead | null {
	return options === undefined ? plainHead(head) : csvHeadWith(head, options);
}

function csvHeadWith(head: Head, { spaced, comment }: CsvHeadOptions): CsvHead | null {
	const found: CsvHead = { names: [], rows: [], faults: 0 };
	const account: RecordAccount = {
		begin: () => undefined,
		reject: () => found.faults++,
		settle: () => undefined
	};
	const reader = csv(account, {
		spaced,
		comment: comment && {
			first: comment.first,
			read(text) {
				const names = comment.read(text);
				if (names !== null) found.names = [...names];
				return names !== null;
			}
		},
		header: (header) => (found.names = textsOf(header)),
		record: (record) => found.rows.push(textsOf(record))
	});
	reader.push(head.bytes);
	if (head.whole) reader.end();
	return found.names.length === 0 ? null : found;
}

/** The values of a record's fields. */
export function textsOf(record: CsvRecord): string[] {
	return Array.from({ length: record.count }, (_, field) => record.text(field));
}
