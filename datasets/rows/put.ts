import { columnOf } from '#tables/columns-of.ts';
import type { ColumnDefinition, ColumnType } from '#tables/event-tables.ts';
import { AddressColumn, PortColumn, ProtocolColumn } from '#tables/event-columns.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { wholeNumber } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import type { Sink } from '../format.ts';
import type { FieldBytes } from '../records/fields/field-bytes.ts';
import { numberOf, truthOf, wholeOf } from '../records/fields/numbers.ts';
import { unfit } from '../records/fields/unfit.ts';

/** Sets a column to the value that a cell has loaded; false where the value does not fit the column. */
type Put = (cell: FieldBytes) => boolean;

/** Where a column's value comes from: the first cell that has one. */
export type ColumnCells = Readonly<Record<string, readonly FieldBytes[]>>;

const INT32_MAX = 2 ** 31 - 1;

/**
 * Sets the columns of a table from the cells of the record at hand. Addresses and ports that are none reject
 * the record, unless they are `loose`: values that somebody's pattern took out of a text. Any other value
 * that does not fit its column leaves it null, and the receipt says so.
 */
export function putting(
	sink: Sink,
	writer: EventWriter,
	sources: ColumnCells,
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
