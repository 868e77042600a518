import { unreadable } from '#lib/unreadable.ts';
import { Failure } from '#lib/failure.ts';
import { plainName } from '#lib/plain-name.ts';
import type { CsvRecord } from './csv-record.ts';

/** What people call each column, in the order of preference; compared by letters and digits alone. */
export type Synonyms<Key extends string> = Readonly<Record<Key, readonly string[]>>;

/** Index of each column that the header names; a column serves one key only. */
export type Columns<Key extends string> = Readonly<Partial<Record<Key, number>>>;

/** Finds the columns of a header by their synonyms; earlier keys choose first. */
export function findColumns<Key extends string>(
	names: readonly string[],
	synonyms: Synonyms<Key>
): Columns<Key> {
	const plain = names.map(plainName);
	const found: Partial<Record<Key, number>> = {};
	const taken = new Set<number>();
	for (const key of Object.keys(synonyms) as Key[]) {
		for (const synonym of synonyms[key]) {
			const at = plain.findIndex((name, i) => name === plainName(synonym) && !taken.has(i));
			if (at < 0) continue;
			found[key] = at;
			taken.add(at);
			break;
		}
	}
	return found;
}

/**
 * Checks that a record has as many fields as the header. More are let pass where they are empty, as a
 * spreadsheet writes them; fewer never are, since then it is not known which are missing.
 */
export function checkWidth(record: CsvRecord, width: number): void {
	if (record.count === width) return;
	if (record.count < width) throw unequal(record, width);
	for (let field = width; field < record.count; field++) {
		if (record.starts[field]! < record.ends[field]!) throw unequal(record, width);
	}
}

function unequal(record: CsvRecord, width: number): Failure {
	return unreadable(`fields: ${record.count}, where the header has ${width}`);
}
