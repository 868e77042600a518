import { columnOf, columnsOfDomain } from '#tables/columns-of.ts';
import type { Domain } from '#tables/columns/domain.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { isoOf } from '#lib/time.ts';
import { unreadable } from '#lib/unreadable.ts';
import type { Sink } from '../format.ts';
import type { JsonAccount } from '../records/json/json-records.ts';
import { isDay, saidIn } from '../records/csv/named-csv.ts';
import { outcomeIn } from '../rows/firewall/action-words.ts';
import type { FieldBytes } from '../records/fields/field-bytes.ts';
import { putting, type ColumnCells } from '../rows/put.ts';
import { unfit } from '../records/fields/unfit.ts';
import { unless } from '../records/fields/unless.ts';
import { anyTime } from './any-time.ts';
import type { Mapping } from './mapping.ts';
import { referenceTable, type ReferenceTable } from './reference.ts';

/** What people and programs write where they have nothing to write. */
const nothing = ['', '-', '--', 'N/A', 'n/a', 'null', 'NULL', 'None'];

/** Characters of a day without a time of day, at most. */
const LONGEST_DAY = 10;

/** Domains of one of a few words, and how a text says one of them. */
const words: Readonly<Partial<Record<Domain, (text: string) => string | null>>> = {
	action: outcomeIn
};

/** The columns of a source that are mapped. */
export interface MappedCells {
	/**
	 * Where the value of a column may lie, the first that has one counting; none where the source has no such
	 * column, which the receipt then says.
	 */
	cellsOf(name: string): readonly FieldBytes[];
	/** What the record at hand says in columns of other names; empty where a column says nothing. */
	others(mapped: ReadonlySet<string>): Iterable<readonly [name: string, text: string]>;
}

/** Sets the mapped columns of the record at hand and commits its rows. */
export function mappedRows(sink: Sink, mapping: Mapping, source: MappedCells): MappedRows {
	sink.note(noteOf(mapping));
	const reference = referenceTable(mapping.table);
	return reference === null
		? { commit: eventRows(sink, mapping, source) }
		: factRows(sink, mapping, reference, source);
}

export interface MappedRows {
	commit(): void;
	/** Commits what stands for a record that cannot be read; false or absent where it is rejected. */
	refuse?(reason: string): boolean;
}

/**
 * The account of a source whose columns are mapped: of a record that cannot be read, what stands for it is committed.
 * @param rows the mapped rows, once they are known; null where nothing is mapped
 */
export function mappedAccount(sink: Sink, rows: () => MappedRows | null): JsonAccount {
	return {
		begin: (offset, length) => sink.begin(offset, length),
		settle: () => sink.settle(),
		note: (sentence) => sink.note(sentence),
		continues: sink.continues,
		reject(reason, isEmpty) {
			if (rows()?.refuse?.(reason) !== true) sink.reject(reason, isEmpty);
		}
	};
}

/** The registers read texts; a time in any shape is given to them in the one that they know. */
function factRows(
	sink: Sink,
	mapping: Mapping,
	reference: ReferenceTable,
	source: MappedCells
): MappedRows {
	const times = timeColumns(mapping);
	const cells = new Map<string, readonly FieldBytes[]>();
	for (const [column, name] of Object.entries(mapping.columns)) {
		cells.set(column, source.cellsOf(name));
		if (cells.get(column)!.length === 0)
			sink.note(`the source has no column ${name}, from which ${column} was to come`);
	}
	const rows = reference.rows(sink);
	const lacks = (column: string) => cells.get(column)?.length === 0;
	const get = (column: string) => {
		const cell = loaded(cells.get(column) ?? []);
		const text = cell === undefined ? null : saidIn(textOf(cell.bytes, cell.start, cell.end));
		return text !== null && times.has(column) ? isoTime(sink, text) : text;
	};
	const mapped = new Set(Object.values(mapping.columns));
	function* others(): Generator<[string, string | null]> {
		for (const [name, text] of source.others(mapped)) yield [name, saidIn(text)];
	}
	return {
		commit: () => rows.read({ get, lacks, others }),
		refuse: (reason) => rows.refuse?.(reason) ?? false
	};
}

/** A day alone stays one: what ends on it lasts through it. */
function isoTime(sink: Sink, text: string): string {
	if (isDay(text)) return text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
	const bytes = bytesOf(text);
	const time = anyTime(sink.time, bytes, 0, bytes.length);
	return time === null ? text : isoOf(time);
}

function timeColumns({ table, columns }: Mapping): ReadonlySet<string> {
	return new Set(columnsOfDomain(table, 'time').filter((name) => name in columns));
}

function eventRows(sink: Sink, mapping: Mapping, source: MappedCells): () => void {
	const writer = sink.table(mapping.table);
	const times = timeColumns(mapping);
	const wordIn = (column: string) => words[columnOf(mapping.table, column)!.domain] ?? null;
	const others: (() => void)[] = [];
	const sources: Record<string, readonly FieldBytes[]> = {};
	for (const [column, name] of Object.entries(mapping.columns)) {
		const cells = source.cellsOf(name).map((cell) => unless(cell, nothing));
		if (column === 'ts') others.push(momentSetter(sink, writer, name, cells));
		else if (cells.length === 0) sink.note(leftEmpty(name, column));
		else if (times.has(column)) others.push(timeSetter(sink, writer, column, cells));
		else if (wordIn(column) !== null)
			others.push(wordSetter(sink, writer, column, cells, wordIn(column)!));
		else sources[column] = cells;
	}
	if (!('ts' in mapping.columns)) others.push(refuseTimeless);
	const put = putting(sink, writer, sources satisfies ColumnCells);
	return () => {
		for (const set of others) set();
		put();
		writer.commit();
	};
}

function refuseTimeless(): never {
	throw unreadable('the record has no time', 'no column is mapped to ts');
}

/** What the receipt says of a column that the source was said to have, and does not have. */
export function leftEmpty(name: string, column: string): string {
	return `the source has no column ${name}; ${column} is left empty`;
}

function noteOf({ table, columns }: Mapping): string {
	const pairs = Object.entries(columns).map(([column, source]) => `${column} from ${source}`);
	return `read as ${table} by a mapping: ${pairs.join(', ')}`;
}

function timeSetter(
	sink: Sink,
	writer: EventWriter,
	column: string,
	cells: readonly FieldBytes[]
): () => void {
	const target = writer.timestamp(column);
	return () => {
		const cell = loaded(cells);
		if (cell !== undefined) target.set(timeOf(sink, cell));
	};
}

/** When an event was: a row without it would be found by no search in time, which would be clear of it. */
function momentSetter(
	sink: Sink,
	writer: EventWriter,
	name: string,
	cells: readonly FieldBytes[]
): () => void {
	return () => {
		if (cells.length === 0) throw unreadable('the source has no such column', name);
		const cell = loaded(cells);
		if (cell === undefined) throw unreadable('the record has no time', name);
		writer.ts.set(timeOf(sink, cell));
	};
}

/** The first that has a value in the record at hand. */
function loaded(cells: readonly FieldBytes[]): FieldBytes | undefined {
	return cells.find((cell) => cell.load());
}

function timeOf(sink: Sink, cell: FieldBytes): number | bigint {
	const time = anyTime(sink.time, cell.bytes, cell.start, cell.end);
	if (time === null) throw unfit('no such time', cell);
	if (cell.end - cell.start <= LONGEST_DAY && isDay(textOf(cell.bytes, cell.start, cell.end)))
		sink.note(`${cell.name} holds a day alone, which stands at its first moment, 00:00:00 UTC`);
	return time;
}

function wordSetter(
	sink: Sink,
	writer: EventWriter,
	column: string,
	cells: readonly FieldBytes[],
	wordIn: (text: string) => string | null
): () => void {
	const target = writer.text(column);
	return () => {
		const cell = loaded(cells);
		if (cell === undefined) return;
		const word = wordIn(textOf(cell.bytes, cell.start, cell.end));
		if (word === null)
			sink.note(
				`${cell.name} holds words that are no ${column} of a firewall; it is left empty there`
			);
		else target.set(word);
	};
}
