import { describe, expect, test } from 'vitest';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { Value } from '#tables/value.ts';
import { utc, Zone } from '#lib/zone.ts';
import { cellText, columnWidths, linesOf, timeColumn, wholeText } from './table-view.ts';

const ts: ResultColumn = { name: 'ts', type: 'timestamp' };
const bytes: ResultColumn = { name: 'bytes', type: 'number' };
const port: ResultColumn = { name: 'dst_port', type: 'number' };
const text: ResultColumn = { name: 'message', type: 'text' };
const evening = BigInt(Date.UTC(2007, 0, 15, 23, 59, 59)) * 1000n + 5n;

function lines(columns: readonly ResultColumn[], rows: readonly Value[][], zone: Zone) {
	return linesOf(rows, timeColumn(columns, rows, zone), zone);
}

function widths(
	columns: readonly ResultColumn[],
	rows: readonly Value[][],
	zone: Zone,
	badges?: ReadonlyMap<Value, string>
) {
	return columnWidths(columns, rows, { time: timeColumn(columns, rows, zone), zone }, badges);
}

describe('the lines of a table', () => {
	test('name a date once for all rows of it', () => {
		const rows = [[evening], [evening], [evening + 1_000_000n]];
		expect(lines([ts], rows, utc)).toEqual([
			{ type: 'date', date: '2007-01-15 UTC' },
			{ type: 'row', row: 0 },
			{ type: 'row', row: 1 },
			{ type: 'date', date: '2007-01-16 UTC' },
			{ type: 'row', row: 2 }
		]);
	});

	test('are the rows alone where there is no time', () => {
		expect(lines([text], [['a'], [null]], utc)).toEqual([
			{ type: 'row', row: 0 },
			{ type: 'row', row: 1 }
		]);
	});

	test('name the date that the zone has, and its offset anew where daylight saving ends', () => {
		const change = BigInt(Date.UTC(2007, 9, 28, 1)) * 1000n;
		const rows = [[change - 1n], [change]];
		expect(lines([ts], rows, new Zone('Europe/Berlin'))).toEqual([
			{ type: 'date', date: '2007-10-28 +02:00' },
			{ type: 'row', row: 0 },
			{ type: 'date', date: '2007-10-28 +01:00' },
			{ type: 'row', row: 1 }
		]);
		expect(lines([ts], rows, new Zone('Asia/Kolkata'))).toHaveLength(3);
	});

	test('stand alone, each with its whole time, where a date would come back after another', () => {
		const next = evening + 1_000_000n;
		expect(lines([ts], [[evening], [next], [evening]], utc)).toHaveLength(3);
		expect(lines([ts], [[next], [evening]], utc)).toHaveLength(4);
	});

	test('leave a row without a time under the date before it', () => {
		expect(lines([ts], [[evening], [null]], utc)).toHaveLength(3);
	});
});

describe('a value', () => {
	test('is a time to the second, and whole on focus', () => {
		expect(cellText(evening, ts, true, utc)).toBe('23:59:59');
		expect(cellText(evening, ts, false, utc)).toBe('2007-01-15 23:59:59');
		expect(wholeText(evening, ts, utc)).toBe('2007-01-15 23:59:59.000005 UTC');
	});

	test('is a time of the zone, with every microsecond and its own offset on focus', () => {
		const newYork = new Zone('America/New_York');
		expect(cellText(evening, ts, true, newYork)).toBe('18:59:59');
		expect(wholeText(evening, ts, newYork)).toBe(
			'2007-01-15 18:59:59.000005 -05:00 America/New_York'
		);
	});

	test('that counts is grouped, and one that names is not', () => {
		expect(cellText(48_990, bytes, true, utc)).toBe('48,990');
		expect(cellText(48_990, port, true, utc)).toBe('48990');
		expect(cellText(0.00004, bytes, true, utc)).toBe('0.00004');
		expect(cellText('1234567.50', bytes, true, utc)).toBe('1,234,567.50');
		expect(wholeText('1234567.50', bytes, utc)).toBe('1234567.50');
		expect(cellText('nan', bytes, true, utc)).toBe('nan');
		expect(cellText('infinity', ts, true, utc)).toBe('infinity');
		expect(wholeText('0044-03-15 (BC) 00:00:00', ts, utc)).toBe('0044-03-15 (BC) 00:00:00');
	});

	test('that is absent is neither zero nor an empty text', () => {
		expect(cellText(null, bytes, true, utc)).toBeNull();
		expect(cellText(0, bytes, true, utc)).toBe('0');
		expect(cellText('', text, true, utc)).toBe('');
		expect(wholeText(null, text, utc)).toBe('absent');
	});
});

test('columns are as wide as they need, within bounds', () => {
	expect(widths([ts, text], [[evening, 'x'.repeat(200)]], utc)).toEqual([8, 44]);
	expect(widths([ts], [[evening]], new Zone('Asia/Kolkata'))).toEqual([15]);
	expect(widths([{ name: 'a', type: 'text' }], [], utc)).toEqual([5]);
	expect(widths([text], [['192.0.2.1']], utc, new Map([['192.0.2.1', 'target']]))).toEqual([17]);
});
