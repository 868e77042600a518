import { expect, test } from 'vitest';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { onRecord, recordPlaceOf, type RecordPlace } from './record-place.ts';

const columns: ResultColumn[] = [
	{ name: 'byte_length', type: 'number' },
	{ name: 'source_id', type: 'text' },
	{ name: 'record', type: 'number' },
	{ name: 'byte_offset', type: 'number' }
];

test('a row that carries its place leads to its bytes, whatever the order of its columns', () => {
	expect(recordPlaceOf(columns, [120, '0a1b2c3d4e5f', 7n, 4096n])).toEqual({
		sourceId: '0a1b2c3d4e5f',
		record: 7,
		offset: 4096,
		length: 120
	});
});

test('a row without a place leads nowhere', () => {
	expect(recordPlaceOf(columns.slice(0, 3), [120, '0a1b2c3d4e5f', 7n])).toBeNull();
	expect(recordPlaceOf(columns, [120, null, 7n, 0n])).toBeNull();
});

test('a press on a row opens the record that it came from, and is not offered where there are no bytes of one', () => {
	const opened: RecordPlace[] = [];
	const press = onRecord(
		(sourceId) => sourceId === '0a1b2c3d4e5f',
		(place) => opened.push(place)
	);
	expect(press(columns, [120, null, 7n, 0n])).toBeNull();
	expect(press(columns, [120, 'ffffffffffff', 7n, 4096n])).toBeNull();
	press(columns, [120, '0a1b2c3d4e5f', 7n, 4096n])?.();
	expect(opened.map(({ record }) => record)).toEqual([7]);
});
