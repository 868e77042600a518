import { SPACE, TAB } from '#lib/ascii.ts';
import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { w3c, w3cFields, type W3cHandler } from './w3c.ts';

/** Reads a text; each row as its fields, and each refusal as its reason. */
function read(text: string, extra: Partial<W3cHandler> = {}): unknown[] {
	const found: unknown[] = [];
	const account = {
		begin: () => undefined,
		reject: (reason: string) => void found.push(reason),
		settle: () => undefined
	};
	const reader = w3c(account, {
		separator: SPACE,
		fields: () => undefined,
		row: (row) =>
			void found.push(
				row.starts.slice(0, row.count).map((start, i) => textOf(row.bytes, start, row.ends[i]))
			),
		...extra
	});
	reader.push(bytesOf(text));
	reader.end();
	return found;
}

describe('a W3C extended log', () => {
	it('is cut into the fields that its header names, and a dash is nothing', () => {
		expect(read('#Fields: a b c\n1 - 3\r\n4 5 6')).toEqual([
			['1', '', '3'],
			['4', '5', '6']
		]);
	});

	it('may change its header on the way', () => {
		expect(read('#Fields: a b\n1 2\n#Fields: a\n3\n#Fields:  a\tb \n4 5\n')).toEqual([
			['1', '2'],
			['3'],
			['4', '5']
		]);
	});

	it('tells of a change once, and of other directives each time', () => {
		const told: string[] = [];
		read('#Version: 1.0\n#Fields: a b\n#Fields: a b\n#Time Format: Local\n# a comment\n1 2\n', {
			fields: (names) => void told.push(names.join()),
			directive: (name, value) => void told.push(`${name}=${value}`)
		});
		expect(told).toEqual(['version=1.0', 'a,b', 'time format=Local']);
	});

	it('gives a field by name, and none where the header does not name it', () => {
		const values: unknown[] = [];
		read('#Fields: a b\n1 -\n', {
			row: (row) => void values.push(...['a', 'b', 'c'].map((name) => row.cell(name).load()))
		});
		expect(values).toEqual([true, false, false]);
	});

	it('quotes fields that hold the separator, where that makes the fields of the header', () => {
		expect(read('#Fields: a b c\n1 "two words" 3\n"1 2 3"\n"1 2 3\n')).toEqual([
			['1', 'two words', '3'],
			['"1', '2', '3"'],
			['"1', '2', '3']
		]);
	});

	it('has separators of its own in its rows', () => {
		expect(read('#Fields: a b\n1 2\t3\n', { separator: TAB })).toEqual([['1 2', '3']]);
	});

	it('may end its rows with a separator', () => {
		expect(read('#Fields: a b \n1 2 \n1 \n')).toEqual([
			['1', '2'],
			['1', '']
		]);
	});

	it('refuses rows without a header, and rows of another width', () => {
		expect(read('1 2\n#Fields: a b\n1\n1 2 3\n')).toEqual([
			'no #Fields line stands above this row',
			'the row has 1 fields, its header names 2',
			'the row has more fields than the 2 of its header'
		]);
	});
});

it('the names of all headers at the beginning of a source are found', () => {
	expect(w3cFields(['#Version: 1.0', '#Fields: a b', '1 2', '#fields: c'])).toEqual([
		['a', 'b'],
		['c']
	]);
});
