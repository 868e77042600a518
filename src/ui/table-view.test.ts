import { describe, expect, test } from 'vitest';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { Value } from '#tables/value.ts';
import { utc, Zone } from '#lib/zone.ts';
import { cellText, columnWidths, dayOf, gapText, timeViewOf, wholeText } from './table-view.ts';

const ts: ResultColumn = { name: 'ts', type: 'timestamp' };
const bytes: ResultColumn = { name: 'bytes', type: 'number' };
const port: ResultColumn = { name: 'dst_port', type: 'number' };
const text: ResultColumn = { name: 'message', type: 'text' };
const evening = BigInt(Date.UTC(2007, 0, 15, 23, 59, 59)) * 1000n + 5n;

const inUtc = timeViewOf([ts], utc);

function widths(
	columns: readonly ResultColumn[],
	rows: readonly Value[][],
	zone: Zone,
	badges?: ReadonlyMap<Value, string>
) {
	return columnWidths(columns, rows, timeViewOf(columns, zone), badges);
}

describe('the day of a row', () => {
	test('is that of the first column with times, and absent where it has none', () => {
		expect(dayOf([evening], inUtc)).toBe('2007-01-15');
		expect(dayOf([evening + 1_000_000n], inUtc)).toBe('2007-01-16');
		expect(dayOf([null], inUtc)).toBeNull();
		expect(dayOf(['a'], timeViewOf([text], utc))).toBeNull();
	});

	test('is that of the zone, with its offset, which is another where daylight saving ends', () => {
		const change = BigInt(Date.UTC(2007, 9, 28, 1)) * 1000n;
		const berlin = timeViewOf([ts], new Zone('Europe/Berlin'));
		expect(dayOf([change - 1n], berlin)).toBe('2007-10-28 +02:00');
		expect(dayOf([change], berlin)).toBe('2007-10-28 +01:00');
	});
});

test('packets have their time to the microsecond, and how long after the one before each came', () => {
	const packets = ['ts', 'length', 'tcp_flags', 'info', 'payload_length'].map((name) => ({
		...(name === 'ts' ? ts : text),
		name
	}));
	const time = timeViewOf(packets, utc);
	expect(cellText(evening, ts, true, time)).toBe('23:59:59.000005');
	expect(gapText([evening + 213n], [evening], time)).toBe('+0.000213');
	expect(gapText([evening], [evening + 1_500_000n], time)).toBe('−1.500000');
	expect(gapText([evening + 3_600_000_001n], [evening], time)).toBe('+3600.000001');
	expect(gapText([evening], null, time)).toBeNull();
	expect(gapText([null], [evening], time)).toBeNull();
});

describe('a value', () => {
	test('is a time to the second, and whole on focus', () => {
		expect(cellText(evening, ts, true, inUtc)).toBe('23:59:59');
		expect(cellText(evening, ts, false, inUtc)).toBe('2007-01-15 23:59:59');
		expect(wholeText(evening, ts, utc)).toBe('2007-01-15 23:59:59.000005 UTC');
	});

	test('is a time of the zone, with every microsecond and its own offset on focus', () => {
		const newYork = new Zone('America/New_York');
		expect(cellText(evening, ts, true, timeViewOf([ts], newYork))).toBe('18:59:59');
		expect(wholeText(evening, ts, newYork)).toBe(
			'2007-01-15 18:59:59.000005 -05:00 America/New_York'
		);
	});

	test('that counts is grouped, and one that names is not', () => {
		expect(cellText(48_990, bytes, true, inUtc)).toBe('48,990');
		expect(cellText(48_990, port, true, inUtc)).toBe('48990');
		expect(cellText(0.00004, bytes, true, inUtc)).toBe('0.00004');
		expect(cellText('1234567.50', bytes, true, inUtc)).toBe('1,234,567.50');
		expect(wholeText('1234567.50', bytes, utc)).toBe('1234567.50');
		expect(cellText('nan', bytes, true, inUtc)).toBe('nan');
		expect(cellText('infinity', ts, true, inUtc)).toBe('infinity');
		expect(wholeText('0044-03-15 (BC) 00:00:00', ts, utc)).toBe('0044-03-15 (BC) 00:00:00');
	});

	test('that is absent is neither zero nor an empty text', () => {
		expect(cellText(null, bytes, true, inUtc)).toBeNull();
		expect(cellText(0, bytes, true, inUtc)).toBe('0');
		expect(cellText('', text, true, inUtc)).toBe('');
		expect(wholeText(null, text, utc)).toBe('absent');
	});
});

test('columns are as wide as they need, within bounds', () => {
	expect(widths([ts, text], [[evening, 'x'.repeat(200)]], utc)).toEqual([19, 44]);
	expect(widths([ts], [[evening]], new Zone('Asia/Kolkata'))).toEqual([26]);
	expect(widths([{ name: 'a', type: 'text' }], [], utc)).toEqual([5]);
	expect(widths([text], [['192.0.2.1']], utc, new Map([['192.0.2.1', 'target']]))).toEqual([17]);
});
