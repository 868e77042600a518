import { describe, expect, it } from 'vitest';
import { startOf } from './event-writer.ts';
import { NativeWriter } from './native-writer.ts';
import { rowObjects } from './row-objects.ts';

function writer(): NativeWriter {
	return new NativeWriter(startOf('s'));
}

/** Commits a row of texts by path, the names of a path joined by a dot. */
function add(native: NativeWriter, values: Record<string, string>): void {
	for (const [path, text] of Object.entries(values)) native.column(path.split('.')).set(text);
	native.commit();
}

function taken(native: NativeWriter): unknown[] {
	const batch = native.take();
	const rows = batch === null ? [] : [...rowObjects(batch)];
	const provenance = ['record', 'byte_offset', 'byte_length'];
	return rows.map((row) =>
		Object.fromEntries(Object.entries(row).filter(([name]) => !provenance.includes(name)))
	);
}

describe('NativeWriter', () => {
	it('gives every row every column, null where it has no value', () => {
		const native = writer();
		add(native, { a: '1' });
		for (let i = 0; i < 500; i++) add(native, {});
		add(native, { b: '2', a: '3' });
		const rows = taken(native);
		expect(rows).toHaveLength(502);
		expect([rows[0], rows[1], rows[501]]).toEqual([
			{ a: '1', b: null },
			{ a: null, b: null },
			{ a: '3', b: '2' }
		]);
	});

	it('keeps its columns from batch to batch', () => {
		const native = writer();
		add(native, { a: '1' });
		taken(native);
		add(native, { b: '2' });
		expect(taken(native)).toEqual([{ a: null, b: '2' }]);
	});

	it('forgets the values of a row that is dropped', () => {
		const native = writer();
		add(native, { a: '1' });
		native.column(['a']).set('taken back');
		native.column(['b']).set('taken back');
		native.drop();
		add(native, { b: '2' });
		expect(taken(native)).toEqual([
			{ a: '1', b: null },
			{ a: null, b: '2' }
		]);
	});

	it('gives no two columns a key that a database would take for the same', () => {
		const native = writer();
		const paths = [['a', 'b'], ['a\u001fb'], ['A', 'b'], ['record'], ['Record'], []];
		for (const path of paths) native.column(path).set('x');
		const keys = native.columns.map((column) => column.key.toLowerCase());
		expect(new Set(keys).size).toBe(paths.length);
		expect(keys).not.toContain('record');
		expect(native.columns.map((column) => column.path)).toEqual(paths);
	});

	it('finds the narrowest kind that holds all values', () => {
		const native = writer();
		const kindOf = (...kinds: ('int64' | 'float64' | 'boolean' | 'text')[]) => {
			const column = native.column([kinds.join()]);
			for (const kind of kinds) column.widen(kind);
			return native.columns.at(-1)!.kind;
		};
		expect(kindOf('int64', 'int64')).toBe('int64');
		expect(kindOf('int64', 'float64')).toBe('float64');
		expect(kindOf('int64', 'boolean')).toBe('text');
		expect(kindOf('float64', 'text')).toBe('text');
		expect(kindOf()).toBe('text');
	});
});
