import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import {
	BooleanColumn,
	Float64Column,
	Int32Column,
	Int64Column,
	RowCursor,
	TextColumn
} from './column.ts';
import { constantText } from './constant-text.ts';
import { valueAt } from './value.ts';

describe('a column', () => {
	it('gives back every text, in order, with null where nothing was set', () => {
		fc.assert(
			fc.property(fc.array(fc.option(fc.string({ unit: 'grapheme' }))), (texts) => {
				const cursor = new RowCursor();
				const column = new TextColumn('c', cursor);
				for (const text of texts) {
					if (text !== null) column.set(text);
					cursor.row++;
				}
				const data = column.take();
				expect(texts.map((_, row) => valueAt(data, row))).toEqual(texts);
				expect(data.nulls).toBe(texts.filter((text) => text === null).length);
			})
		);
	});

	it('gives back every 64-bit number, exactly', () => {
		fc.assert(
			fc.property(fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), (numbers) => {
				const cursor = new RowCursor();
				const column = new Int64Column('c', cursor);
				for (const number of numbers) {
					const small = number >= -(2n ** 53n) && number <= 2n ** 53n;
					column.set(small ? Number(number) : number);
					cursor.row++;
				}
				const data = column.take();
				expect(numbers.map((_, row) => valueAt(data, row))).toEqual(numbers);
			})
		);
	});

	it('holds what was set last, whatever was set, replaced, dropped or left out before', () => {
		const step = fc.constantFrom('next', 'drop', 'a', 'longer text', 'größe');
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
				const cursor = new RowCursor();
				const columns = [new TextColumn('t', cursor), new Int32Column('n', cursor)] as const;
				const expected: (string | null)[] = [];
				let value: string | null = null;
				for (const each of [...steps, 'next']) {
					if (each === 'next') {
						expected.push(value);
						cursor.row++;
						value = null;
					} else if (each === 'drop') {
						for (const column of columns) column.drop();
						value = null;
					} else {
						columns[0].set(each);
						columns[1].set(each.length);
						value = each;
					}
					expect(columns.map((column) => column.isSet)).toEqual([value !== null, value !== null]);
				}
				const [texts, lengths] = columns.map((column) => column.take());
				expect(expected.map((_, row) => valueAt(texts!, row))).toEqual(expected);
				expect(expected.map((_, row) => valueAt(lengths!, row))).toEqual(
					expected.map((text) => text?.length ?? null)
				);
				expect(texts!.nulls).toBe(expected.filter((text) => text === null).length);
			})
		);
	});

	it('shows the value at hand, and nothing where there is none', () => {
		const cursor = new RowCursor();
		const column = new TextColumn('c', cursor);
		column.set('first');
		cursor.row++;
		expect(column.current).toHaveLength(0);
		column.set('second');
		expect(new TextDecoder().decode(column.current)).toBe('second');
	});

	it('counts text that was not UTF-8, and not a U+FFFD that was written as such', () => {
		const cursor = new RowCursor();
		const column = new TextColumn('c', cursor);
		column.setBytes(new Uint8Array([97, 0xff, 98]), 0, 3);
		cursor.row++;
		column.set('\ufffd');
		cursor.row++;
		const data = column.take();
		expect(valueAt(data, 0)).toBe('a\ufffdb');
		expect(column.replaced).toBe(1);
	});

	it('takes bytes of any length as they are, and none with a byte that they are not to have', () => {
		const text = fc.string({ unit: fc.constantFrom('a', 'é', '\\', '"', ' '), maxLength: 60 });
		fc.assert(
			fc.property(text, fc.nat(9), (value, before) => {
				const cursor = new RowCursor();
				const column = new TextColumn('c', cursor);
				const source = bytesOf('x'.repeat(before) + value);
				const without = value.includes('\\') ? null : value;
				expect(column.setBytesWithout(92, source, before, source.length)).toBe(without !== null);
				cursor.row++;
				column.setBytes(source, before, source.length);
				cursor.row++;
				const data = column.take();
				expect([valueAt(data, 0), valueAt(data, 1)]).toEqual([without, value]);
			})
		);
	});

	it('starts anew after its rows were taken', () => {
		const cursor = new RowCursor();
		const columns = [new Int32Column('a', cursor), new Float64Column('b', cursor)] as const;
		const flag = new BooleanColumn('c', cursor);
		for (let i = 0; i < 1000; i++) {
			for (const column of columns) column.set(i);
			flag.set(i % 2 === 0);
			cursor.row++;
		}
		expect(columns.map((column) => valueAt(column.take(), 999))).toEqual([999, 999]);
		expect(valueAt(flag.take(), 998)).toBe(true);
		cursor.row = 1;
		const again = columns[0].take();
		expect([valueAt(again, 0), again.values.length, again.nulls]).toEqual([null, 1, 1]);
	});

	it('of one text says it in every row', () => {
		const data = constantText('c', 'größe', 1000);
		expect([0, 1, 7, 999].map((row) => valueAt(data, row))).toEqual(Array(4).fill('größe'));
		expect([data.nulls, data.offsets!.length]).toEqual([0, 1001]);
	});
});
