import { DASH, PLUS, UPPER_T } from '#lib/ascii.ts';
import type { NativeTextColumn } from '#tables/native-writer.ts';
import { bytesOf, equalsBytes } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { findColumns } from '../../records/csv/csv-columns.ts';
import { kindOf } from '../../records/native/native-kind.ts';
import { CsvRecord } from '../../records/csv/csv-record.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { exported, layouts, otherLayout } from './layouts.ts';

/** What stands for nothing: beside an empty field, what PAN-OS writes where it does not know. */
const nothing = ['N/A', 'unknown', '-'].map(bytesOf);
/** Fields beyond the documented ones that get a native column. */
const MAX_FIELDS = 512;

/** `2024-03-01T10:15:02.123+01:00` */
const ZONED_LENGTH = 29;
const ZONE_AT = 23;

/** A log as fields, and where each lies by its name. */
export class PanRecord {
	record = new CsvRecord();
	readonly #sink: Sink;
	readonly #cells: FieldCell[] = [];
	readonly #columns = new Map<string, NativeTextColumn>();
	#names: readonly string[] = [];

	constructor(sink: Sink) {
		this.#sink = sink;
	}

	/** The value of a field. Ask before the first record is read. */
	cell(name: string): FieldBytes {
		const known = this.#cells.find((cell) => cell.name === name);
		if (known !== undefined) return known;
		const cell = new FieldCell(this, name);
		this.#cells.push(cell);
		return cell;
	}

	/** Fields are where PAN-OS writes them in logs of this type. */
	useType(type: string): void {
		this.#use(layouts[type] ?? otherLayout);
	}

	/** Fields are where the header of an export names them. */
	useHeader(names: readonly string[]): void {
		const found = findColumns(names, exported);
		this.#names = names;
		for (const cell of this.#cells) cell.index = found[cell.name] ?? -1;
	}

	/**
	 * The last field with a time to the millisecond and its zone, which releases from 10.0 on write behind those that
	 * a log of each type has; -1 where there is none.
	 */
	zonedTimeAt(): number {
		for (let field = this.record.count - 1; field >= otherLayout.length; field--)
			if (this.#isZoned(field)) return field;
		return -1;
	}

	#isZoned(field: number): boolean {
		const { bytes, starts, ends } = this.record;
		const start = starts[field]!;
		if (ends[field]! - start !== ZONED_LENGTH || bytes[start + 10] !== UPPER_T) return false;
		return bytes[start + ZONE_AT] === PLUS || bytes[start + ZONE_AT] === DASH;
	}

	/** Keeps each field that says something in a native column of its name. */
	keepNative(): void {
		const { bytes, starts, ends } = this.record;
		const count = Math.min(this.record.count, MAX_FIELDS);
		for (let field = 0; field < count; field++) {
			const [start, end] = [starts[field]!, ends[field]!];
			if (isNothing(bytes, start, end)) continue;
			const column = this.#column(field);
			if (column.isSet) continue;
			if (column.kind !== 'text') column.widen(kindOf(bytes, start, end));
			column.setBytes(bytes, start, end);
		}
		this.#sink.native.commit();
	}

	#use(names: readonly string[]): void {
		if (names === this.#names) return;
		this.#names = names;
		for (const cell of this.#cells) cell.index = names.indexOf(cell.name);
	}

	#column(field: number): NativeTextColumn {
		const given = this.#names[field] ?? '_';
		const name = given === '_' || given.trim() === '' ? `field_${field + 1}` : given;
		const known = this.#columns.get(name);
		if (known !== undefined) return known;
		const column = this.#sink.native.column([name]);
		this.#columns.set(name, column);
		return column;
	}
}

function isNothing(bytes: Uint8Array, start: number, end: number): boolean {
	if (end <= start) return true;
	for (const word of nothing) if (equalsBytes(bytes, start, end, word)) return true;
	return false;
}

class FieldCell implements FieldBytes {
	readonly name: string;
	index = -1;
	start = 0;
	end = 0;
	readonly #record: PanRecord;

	constructor(record: PanRecord, name: string) {
		this.#record = record;
		this.name = name;
	}

	get bytes(): Uint8Array {
		return this.#record.record.bytes;
	}

	load(): boolean {
		const { record } = this.#record;
		if (this.index < 0 || this.index >= record.count) return false;
		this.start = record.starts[this.index]!;
		this.end = record.ends[this.index]!;
		return !isNothing(record.bytes, this.start, this.end);
	}
}
