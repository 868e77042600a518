import { tableFromIPC } from 'apache-arrow';
import { expect, it } from 'vitest';
import {
	BooleanColumn,
	Float64Column,
	Int32Column,
	Int64Column,
	RowCursor,
	TextColumn,
	TimestampColumn
} from './column.ts';
import { ipcOf } from './ipc.ts';

it('an Arrow stream holds every type of column, nulls included', () => {
	const cursor = new RowCursor();
	const columns = {
		text: new TextColumn('text', cursor),
		int32: new Int32Column('int32', cursor),
		int64: new Int64Column('int64', cursor),
		float64: new Float64Column('float64', cursor),
		boolean: new BooleanColumn('boolean', cursor),
		timestamp: new TimestampColumn('timestamp', cursor)
	};
	columns.text.set('größe');
	columns.int32.set(-7);
	columns.int64.set(2n ** 60n);
	columns.float64.set(0.5);
	columns.boolean.set(true);
	columns.timestamp.set(1168831056000001);
	cursor.row = 2;
	const all = Object.values(columns).map((column) => column.take());
	const table = tableFromIPC(ipcOf({ table: 'native', rows: 2, columns: all }));
	const raw = (name: string) => table.getChild(name)!;
	expect(raw('text').toArray()).toEqual(['größe', null]);
	expect([raw('int32').get(0), raw('int32').get(1)]).toEqual([-7, null]);
	expect([raw('int64').get(0), raw('int64').get(1)]).toEqual([2n ** 60n, null]);
	expect([raw('float64').get(0), raw('float64').get(1)]).toEqual([0.5, null]);
	expect([raw('boolean').get(0), raw('boolean').get(1)]).toEqual([true, null]);
	expect(raw('timestamp').data[0]!.values[0]).toBe(1168831056000001n);
	expect(raw('timestamp').get(1)).toBe(null);
});
