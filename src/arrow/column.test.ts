import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BooleanColumn, Float64Column, Int32Column, Int64Column, TextColumn } from './column.ts';
import { valueAt } from './value.ts';

describe('a column', () => {
	it('gives back every text, in order, with null where nothing was set', () => {
		fc.assert(
			fc.property(fc.array(fc.option(fc.string({ unit: 'grapheme' }))), (texts) => {
				const column = new TextColumn('c');
				for (const text of texts) {
					if (text !== null) column.set(text);
					column.finish();
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
				const column = new Int64Column('c');
				for (const number of numbers) {
					const small = number >= -(2n ** 53n) && number <= 2n ** 53n;
					column.set(small ? Number(number) : number);
					column.finish();
				}
				const data = column.take();
				expect(numbers.map((_, row) => valueAt(data, row))).toEqual(numbers);
			})
		);
	});

	it('keeps the last of two values of one row, and none that was dropped', () => {
		const column = new TextColumn('c');
		column.set('first, and longer');
		column.set('second');
		column.finish();
		column.set('taken back');
		column.drop();
		column.finish();
		const data = column.take();
		expect([valueAt(data, 0), valueAt(data, 1)]).toEqual(['second', null]);
	});

	it('counts text that was not UTF-8, and not a U+FFFD that was written as such', () => {
		const column = new TextColumn('c');
		column.setBytes(new Uint8Array([97, 0xff, 98]), 0, 3);
		column.finish();
		column.set('\ufffd');
		column.finish();
		const data = column.take();
		expect(valueAt(data, 0)).toBe('a\ufffdb');
		expect(column.replaced).toBe(1);
	});

	it('starts anew after its rows were taken', () => {
		const columns = [new Int32Column('a'), new Float64Column('b')] as const;
		const flag = new BooleanColumn('c');
		for (let i = 0; i < 1000; i++) {
			for (const column of columns) column.set(i);
			flag.set(i % 2 === 0);
			for (const column of [...columns, flag]) column.finish();
		}
		expect(columns.map((column) => valueAt(column.take(), 999))).toEqual([999, 999]);
		expect(valueAt(flag.take(), 998)).toBe(true);
		columns[0].finish();
		const again = columns[0].take();
		expect([valueAt(again, 0), again.values.length, again.nulls]).toEqual([null, 1, 1]);
	});
});
