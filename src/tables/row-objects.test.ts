import { describe, expect, it } from 'vitest';
import { Int64Column, RowCursor, TextColumn, TimestampColumn, type Column } from './column.ts';
import { rowObjects } from './row-objects.ts';

/** The row at hand of columns that share a cursor. */
function rowOf(cursor: RowCursor, ...columns: Column[]): unknown {
	cursor.row++;
	const batch = {
		table: 'native',
		rows: 1,
		columns: columns.map((column) => column.take())
	} as const;
	return rowObjects(batch)[0];
}

describe('a row as a plain object', () => {
	it('has times in ISO 8601 with microseconds', () => {
		const cursor = new RowCursor();
		const ts = new TimestampColumn('ts', cursor);
		ts.set(1_168_831_056_000_001);
		expect(rowOf(cursor, ts)).toEqual({ ts: '2007-01-15T03:17:36.000001Z' });
	});

	it('has 64-bit numbers as numbers while that is exact, then as digits', () => {
		const cursor = new RowCursor();
		const small = new Int64Column('small', cursor);
		const large = new Int64Column('large', cursor);
		small.set(2 ** 53 - 1);
		large.set(2n ** 53n);
		expect(rowOf(cursor, small, large)).toEqual({
			small: 9007199254740991,
			large: '9007199254740992'
		});
	});

	it('has null where there is no value, and full stops in nested names', () => {
		const cursor = new RowCursor();
		const nested = new TextColumn('alert\u001fsignature', cursor);
		nested.set('x');
		expect(rowOf(cursor, nested, new TextColumn('b', cursor))).toEqual({
			'alert.signature': 'x',
			b: null
		});
	});
});
