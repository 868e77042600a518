import { describe, expect, test } from 'vitest';
import type { ResultColumn } from '#engine/engine.ts';
import { cellText, columnWidths, linesOf, wholeText } from './table-view.ts';

const ts: ResultColumn = { name: 'ts', type: 'timestamp' };
const bytes: ResultColumn = { name: 'bytes', type: 'number' };
const port: ResultColumn = { name: 'dst_port', type: 'number' };
const text: ResultColumn = { name: 'message', type: 'text' };
const evening = BigInt(Date.UTC(2007, 0, 15, 23, 59, 59)) * 1000n + 5n;

describe('the lines of a table', () => {
	test('name a date once for all rows of it', () => {
		const rows = [[evening], [evening], [evening + 1_000_000n]];
		expect(linesOf([ts], rows)).toEqual([
			{ type: 'date', date: '2007-01-15' },
			{ type: 'row', row: 0 },
			{ type: 'row', row: 1 },
			{ type: 'date', date: '2007-01-16' },
			{ type: 'row', row: 2 }
		]);
	});

	test('are the rows alone where there is no time', () => {
		expect(linesOf([text], [['a'], [null]])).toEqual([
			{ type: 'row', row: 0 },
			{ type: 'row', row: 1 }
		]);
	});

	test('leave a row without a time under the date before it', () => {
		expect(linesOf([ts], [[evening], [null]])).toHaveLength(3);
	});
});

describe('a value', () => {
	test('is a time to the second, and whole on focus', () => {
		expect(cellText(evening, ts, true)).toBe('23:59:59');
		expect(cellText(evening, ts, false)).toBe('2007-01-15 23:59:59');
		expect(wholeText(evening, ts)).toBe('2007-01-15 23:59:59.000005 UTC');
	});

	test('that counts is grouped, and one that names is not', () => {
		expect(cellText(48_990, bytes, true)).toBe('48,990');
		expect(cellText(48_990, port, true)).toBe('48990');
	});

	test('that is absent is neither zero nor an empty text', () => {
		expect(cellText(null, bytes, true)).toBeNull();
		expect(cellText(0, bytes, true)).toBe('0');
		expect(cellText('', text, true)).toBe('');
		expect(wholeText(null, text)).toBe('absent');
	});
});

test('columns are as wide as they need, within bounds', () => {
	expect(columnWidths([ts, text], [[evening, 'x'.repeat(200)]])).toEqual([8, 44]);
	expect(columnWidths([{ name: 'a', type: 'text' }], [])).toEqual([5]);
	expect(columnWidths([text], [['192.0.2.1']], new Map([['192.0.2.1', 'target']]))).toEqual([17]);
});
