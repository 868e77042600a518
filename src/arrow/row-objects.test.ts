import { describe, expect, it } from 'vitest';
import { Int64Column, TextColumn, TimestampColumn, type Column } from './column.ts';
import { rowObjects } from './row-objects.ts';

function rowOf(...columns: Column[]): unknown {
	for (const column of columns) column.finish();
	const batch = {
		table: 'native',
		rows: 1,
		columns: columns.map((column) => column.take())
	} as const;
	return rowObjects(batch)[0];
}

describe('a row as a plain object', () => {
	it('has times in ISO 8601 with microseconds', () => {
		const ts = new TimestampColumn('ts');
		ts.set(1_168_831_056_000_001);
		expect(rowOf(ts)).toEqual({ ts: '2007-01-15T03:17:36.000001Z' });
	});

	it('has 64-bit numbers as numbers while that is exact, then as digits', () => {
		const small = new Int64Column('small');
		const large = new Int64Column('large');
		small.set(2 ** 53 - 1);
		large.set(2n ** 53n);
		expect(rowOf(small, large)).toEqual({ small: 9007199254740991, large: '9007199254740992' });
	});

	it('has null where there is no value, and full stops in nested names', () => {
		const nested = new TextColumn('alert\u001fsignature');
		nested.set('x');
		expect(rowOf(nested, new TextColumn('b'))).toEqual({ 'alert.signature': 'x', b: null });
	});
});
