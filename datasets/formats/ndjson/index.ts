import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { jsonRecords } from '../../records/json/json-records.ts';
import {
	leftEmpty,
	mappedAccount,
	mappedRows,
	type MappedCells
} from '../../mapping/mapped-rows.ts';
import type { Mapping } from '../../mapping/mapping.ts';
import { referenceTable } from '../../mapping/reference.ts';
import { JsonRecord, type JsonCell } from '../../records/json/json-record.ts';
import { peekJson } from '../../records/json/peek-json.ts';
import { knowingKeys, pathsOf, WantedKeys } from './wanted-keys.ts';

/** JSON objects of any kind, one a line or in an array, for which there is no format of their own. */
const format: Format = {
	name: 'ndjson',
	title: 'JSON lines of any kind',
	tables: [],
	cannotKnow: [
		'what any field means: records are kept in columns of their own, and in no event table unless a mapping says in which'
	],
	mappable: true,
	recognise,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	if (peekJson(head).length === 0) return null;
	return { confidence: 0.3, because: 'JSON objects, of no kind that another format knows' };
}

function open(sink: Sink): RecordReader {
	const { mapping } = sink.settings;
	if (mapping === null || referenceTable(mapping.table) === null)
		return recordsOf(sink, mapping, new Set());
	const names = Object.values(mapping.columns);
	return knowingKeys(sink, names, (missing) => recordsOf(sink, mapping, missing));
}

/** @param missing names of columns that no record has */
function recordsOf(
	sink: Sink,
	mapping: Mapping | null,
	missing: ReadonlySet<string>
): RecordReader {
	const record = new JsonRecord(sink, undefined, false);
	const mapped = mapping && mappedRows(sink, mapping, columnsOf(record, missing));
	const account = mappedAccount(sink, () => mapped);
	const watch = watchOf(record, mapping, missing);
	return jsonRecords(account, {
		line(bytes, start, end) {
			record.read(bytes, start, end);
			watch.look();
			mapped?.commit();
			record.keepNative();
		},
		end() {
			for (const name of watch.missing) sink.note(lackOf(mapping!, name));
			record.finish();
		}
	});
}

/** Watches the keys of a mapping that is not known to lack any. */
function watchOf(
	record: JsonRecord,
	mapping: Mapping | null,
	missing: ReadonlySet<string>
): WantedKeys {
	const names = new Set(missing.size > 0 || mapping === null ? [] : Object.values(mapping.columns));
	return new WantedKeys(names, (name) => {
		const cells = cellsOf(record, name);
		return () => cells.some((cell) => cell.isThere);
	});
}

function lackOf({ columns }: Mapping, name: string): string {
	const targets = Object.keys(columns).filter((column) => columns[column] === name);
	return leftEmpty(name, targets.join(', '));
}

function columnsOf(record: JsonRecord, missing: ReadonlySet<string>): MappedCells {
	return {
		cellsOf: (name) => (missing.has(name) ? [] : cellsOf(record, name)),
		*others(mapped) {
			for (const [path, text] of record.values()) {
				const name = path.join('.');
				if (!mapped.has(name)) yield [name, text];
			}
		}
	};
}

function cellsOf(record: JsonRecord, name: string): JsonCell[] {
	return pathsOf(name).map((path) => record.cell(...path));
}
