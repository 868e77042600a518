import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NativeColumn } from '#tables/native-writer.ts';
import type { Connection, Engine } from '../duckdb/engine.ts';
import { openNativeEngine } from '../duckdb/node.ts';
import { nativeSelectList } from './native-view.ts';
import { identifier } from '../sql/sql.ts';

let engine: Engine;
let connection: Connection;

beforeAll(async () => {
	engine = await openNativeEngine();
	connection = await engine.connect();
});

afterAll(() => engine.close());

/** Columns of a path each, with the path as their value, and a key that no other has. */
function columnsOf(...paths: string[][]): NativeColumn[] {
	return paths.map((path, i) => ({ key: `k${i}`, path, kind: 'text' }));
}

/** The names of the view's columns, and their values. */
async function viewOf(columns: readonly NativeColumn[]) {
	const values = columns.map(({ key, path }) => `'${path.join('.')}' AS ${identifier(key)}`);
	const place = '1 AS record, 0 AS byte_offset, 9 AS byte_length';
	const view = `SELECT ${nativeSelectList(columns)} FROM (SELECT ${values.join(', ')}, ${place})`;
	const result = await connection.query(`SELECT to_json(v) FROM (${view}) v`);
	return JSON.parse(String(result.rows[0]![0])) as unknown;
}

describe('the view of native columns', () => {
	it('gives nested objects as they were', async () => {
		const columns = columnsOf(['a'], ['b', 'c'], ['b', 'd']);
		expect(await viewOf(columns)).toEqual({
			a: 'a',
			b: { c: 'b.c', d: 'b.d' },
			record: 1,
			byte_offset: 0,
			byte_length: 9
		});
	});

	it('keeps columns apart whose names differ only in the case of their letters', async () => {
		const columns = columnsOf(['User'], ['user'], ['USER'], ['user_2']);
		expect(await viewOf(columns)).toMatchObject({
			User: 'User',
			user_2: 'user',
			USER_3: 'USER',
			user_2_2: 'user_2'
		});
	});

	it('keeps members of an object apart too', async () => {
		const columns = columnsOf(['o', 'Id'], ['o', 'ID'], ['O', 'x'], ['o']);
		expect(await viewOf(columns)).toMatchObject({
			o_value: 'o',
			o: { Id: 'o.Id', ID_2: 'o.ID' },
			O_2: { x: 'O.x' }
		});
	});

	it('leaves the names of a record’s place to the place', async () => {
		expect(await viewOf(columnsOf(['Record'], ['byte_offset']))).toMatchObject({
			Record_2: 'Record',
			byte_offset_2: 'byte_offset',
			record: 1,
			byte_offset: 0
		});
	});
});
