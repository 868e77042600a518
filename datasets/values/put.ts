import { unreadable } from '#lib/unreadable.ts';
import { columnOf } from '#tables/columns-of.ts';
import type { ColumnDefinition, ColumnType } from '#tables/event-tables.ts';
import { AddressColumn, PortColumn, ProtocolColumn } from '#tables/event-columns.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { textOf, wholeNumber } from '#lib/bytes.ts';
import { decimalNumber } from '#lib/decimal.ts';
import { Failure } from '#lib/failure.ts';
import type { Sink } from '../format.ts';
import type { FieldBytes } from './cell.ts';

/** Sets a column to the value that a cell has loaded; false where the value does not fit the column. */
type Put = (cell: FieldBytes) => boolean;

/** Where a column's value comes from: the first cell that has one. */
export type Sources = Readonly<Record<string, readonly FieldBytes[]>>;

const INT32_MAX = 2 ** 31 - 1;
const INT64_MAX = 2n ** 63n - 1n;

/**
 * Sets the columns of a table from the cells of the record at hand. Addresses and ports that are none reject
 * the record, unless they are `loose`: values that somebody's pattern took out of a text. Any other value
 * that does not fit its column leaves it null, and the receipt says so.
 */
export function putting(
	sink: Sink,
	writer: EventWriter,
	sources: Sources,
	loose = false
): () => void {
	const steps = Object.entries(sources).map(([column, cells]) => ({
		column,
		cells,
		put: putInto(writer, column, loose)
	}));
	return () => {
		for (const { column, cells, put } of steps) {
			for (const cell of cells) {
				if (!cell.load()) continue;
				if (!put(cell))
					sink.note(`${cell.name} holds what ${column} cannot; it is left empty there`);
				break;
			}
		}
	};
}

/** The text that a cell has loaded, cut for a message. */
export function shown(cell: FieldBytes): string {
	return textOf(cell.bytes, cell.start, Math.min(cell.end, cell.start + 60));
}

/** `record not readable` for what a cell has loaded. */
export function unfit(what: string, cell: FieldBytes): Failure {
	return unreadable(`${what}: ${shown(cell)}`);
}

function putInto(writer: EventWriter, name: string, loose: boolean): Put {
	const definition = columnOf(writer.table, name);
	if (definition === null)
		throw new Failure('defect', `table ${writer.table} has no such column: ${name}`);
	return ownPut(writer, definition, loose) ?? byType[definition.type](writer, name);
}

/** How a column is set whose values have a form of their own; null for one that is set by its type. */
function ownPut(writer: EventWriter, { name, said }: ColumnDefinition, loose: boolean): Put | null {
	const column = writer.column(name);
	if (column instanceof AddressColumn) return putAddress(column, said, loose);
	if (column instanceof PortColumn) return putPort(column, said, loose);
	return column instanceof ProtocolColumn ? putProtocol(column) : null;
}

function putProtocol(column: ProtocolColumn): Put {
	return (cell) => {
		column.read(cell.bytes, cell.start, cell.end);
		return true;
	};
}

function putAddress(column: AddressColumn, what: string, loose: boolean): Put {
	return (cell) => {
		if (cell.start === cell.end || column.read(cell.bytes, cell.start, cell.end)) return true;
		if (loose) return false;
		throw unfit(`${what} not readable`, cell);
	};
}

function putPort(column: PortColumn, what: string, loose: boolean): Put {
	return (cell) => {
		const port = wholeNumber(cell.bytes, cell.start, cell.end);
		if (port !== null && column.set(port)) return true;
		if (loose) return false;
		throw unfit(`${what} out of range`, cell);
	};
}

const byType: Readonly<Record<ColumnType, (writer: EventWriter, name: string) => Put>> = {
	text: (writer, name) => {
		const column = writer.text(name);
		return ({ bytes, start, end }) => {
			if (end > start) column.setBytes(bytes, start, end);
			return true;
		};
	},
	int32: (writer, name) => {
		const column = writer.int32(name);
		return (cell) => {
			const value = wholeOf(cell);
			if (typeof value !== 'number' || Math.abs(value) > INT32_MAX) return false;
			column.set(value);
			return true;
		};
	},
	int64: (writer, name) => {
		const column = writer.int64(name);
		return (cell) => {
			const value = wholeOf(cell);
			if (value === null) return false;
			column.set(value);
			return true;
		};
	},
	float64: (writer, name) => {
		const column = writer.float64(name);
		return (cell) => {
			const value = numberOf(cell);
			if (value === null) return false;
			column.set(value);
			return true;
		};
	},
	boolean: (writer, name) => {
		const column = writer.boolean(name);
		return (cell) => {
			const value = truthOf(cell);
			if (value === null) return false;
			column.set(value);
			return true;
		};
	},
	timestamp: (writer, name) => {
		throw new Failure('defect', `${writer.table}.${name} is a time, which each format sets itself`);
	}
};

/** The whole number that a cell has loaded, exact, within 64 bits; null for anything else. */
export function wholeOf({ bytes, start, end }: FieldBytes): number | bigint | null {
	const value = wholeNumber(bytes, start, end);
	if (value !== null && Number.isSafeInteger(value)) return value;
	if (value === null) return wholeOfDecimal(bytes, start, end);
	if (end - start > 20) return null;
	const exact = BigInt(textOf(bytes, start, end));
	return exact <= INT64_MAX && exact >= -INT64_MAX - 1n ? exact : null;
}

/** A number written with a fraction or an exponent may be whole all the same: `2.0`. */
function wholeOfDecimal(bytes: Uint8Array, start: number, end: number): number | null {
	const value = decimalNumber(bytes, start, end);
	return Number.isSafeInteger(value) ? value : null;
}

/** The number that a cell has loaded; null for anything else, and for one beyond what a float can be. */
export function numberOf({ bytes, start, end }: FieldBytes): number | null {
	return decimalNumber(bytes, start, end);
}

/** `true` or `false`, `T` or `F`; null for anything else. */
export function truthOf({ bytes, start, end }: FieldBytes): boolean | null {
	const text = textOf(bytes, start, end);
	if (text === 'true' || text === 'T') return true;
	return text === 'false' || text === 'F' ? false : null;
}
