import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';

/** Where a record lies in its source; offsets count bytes after decompression. */
export interface RecordPlace {
	sourceId: string;
	record: number;
	offset: number;
	length: number;
}

/** The record that a row came from; null where the row does not say, as a sum over many. */
export function recordPlaceOf(
	columns: readonly ResultColumn[],
	row: readonly Value[]
): RecordPlace | null {
	const value = (name: string) => row[columns.findIndex((column) => column.name === name)] ?? null;
	const [sourceId, record] = [value('source_id'), value('record')];
	const [offset, length] = [value('byte_offset'), value('byte_length')];
	if (typeof sourceId !== 'string' || record === null || offset === null || length === null)
		return null;
	return {
		sourceId,
		record: Number(record),
		offset: Number(offset),
		length: Number(length)
	};
}

/** Whether the bytes of a source can be had; they cannot where only its rows were kept. */
export type HasBytes = (sourceId: string) => boolean;

type Row = [columns: readonly ResultColumn[], row: readonly Value[]];

/** What a press on a row of a table does: `open`, where there are bytes of the record that it came from. */
export function onRecord(
	hasBytes: HasBytes,
	open: (place: RecordPlace, ...row: Row) => void
): (...row: Row) => (() => void) | null {
	return (...row) => {
		const place = recordPlaceOf(...row);
		return place !== null && hasBytes(place.sourceId) ? () => open(place, ...row) : null;
	};
}
