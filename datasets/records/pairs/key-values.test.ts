import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { KeyValues, MAX_PAIRS } from './key-values.ts';
import { pairShape, type PairShape } from './pair-shape.ts';

const blanks = pairShape('=', ' ', { escapes: '"\\' });
const semicolons = pairShape(':', ';', { escapes: '"\\]' });
const bars = pairShape('=', '|', { escapes: '=|\\' });
const commas = pairShape('=', ',');
const open = pairShape('=', ' ', { escapes: '=\\nr', open: true });

function pairsIn(text: string, shape: PairShape): [string, string][] {
	const found = new KeyValues();
	const bytes = bytesOf(text);
	found.begin(bytes, shape);
	found.scan(0, bytes.length);
	return Array.from({ length: found.count }, (_, pair) => {
		const into = new Uint8Array(bytes.length);
		const key = textOf(bytes, found.keyStarts[pair], found.keyEnds[pair]);
		if (!found.isEscaped(pair)) return [key, textOf(bytes, found.starts[pair], found.ends[pair])];
		return [key, textOf(into, 0, found.unescape(pair, into))];
	});
}

describe('pairs between blanks', () => {
	it('are cut with and without quotes, and an empty value is one', () =>
		expect(pairsIn('a=1  b="two words" c= d=""', blanks)).toEqual([
			['a', '1'],
			['b', 'two words'],
			['c', ''],
			['d', '']
		]));

	it('are not made by text within quotes, escaped quotes included', () =>
		expect(pairsIn('msg="x\\" srcip=9.9.9.9 \\\\" srcip=1.1.1.1', blanks)).toEqual([
			['msg', 'x" srcip=9.9.9.9 \\'],
			['srcip', '1.1.1.1']
		]));

	it('go on over a quote that nobody has escaped', () =>
		expect(pairsIn('msg="file "x.txt"" a=1', blanks)).toEqual([
			['msg', 'file "x.txt"'],
			['a', '1']
		]));

	it('keep a backslash that escapes nothing', () =>
		expect(pairsIn('user="DOMAIN\\user" path=C:\\x', blanks)).toEqual([
			['user', 'DOMAIN\\user'],
			['path', 'C:\\x']
		]));

	it('pass over words without a value', () =>
		expect(pairsIn('Allowed a=1 =2 word b=3', blanks)).toEqual([
			['a', '1'],
			['b', '3']
		]));
});

describe('pairs with other bytes between them', () => {
	it('hold separators in quotes, and blanks in keys', () =>
		expect(pairsIn('action:"Drop"; ICMP Type:"8"; x:"a;b\\]"; ]', semicolons)).toEqual([
			['action', 'Drop'],
			['ICMP Type', '8'],
			['x', 'a;b]']
		]));

	it('may be empty, be it white space that divides them', () =>
		expect(pairsIn('a=\tb= x y \tc=', pairShape('=', '\t'))).toEqual([
			['a', ''],
			['b', 'x y'],
			['c', '']
		]));

	it('may have blanks before their values', () =>
		expect(pairsIn('zone name: untrust, action: "drop"', pairShape(':', ','))).toEqual([
			['zone name', 'untrust'],
			['action', 'drop']
		]));

	it('hold an escaped byte without quotes', () =>
		expect(pairsIn('sic=cn\\=mgmt,o\\=x|rule=a b|', bars)).toEqual([
			['sic', 'cn=mgmt,o=x'],
			['rule', 'a b']
		]));

	it('may be quoted fields of CSV, in which quotes are doubled', () =>
		expect(pairsIn('"a=1","msg=""he said """"no""""""","b=x ""y"" z",c="d"', commas)).toEqual([
			['a', '1'],
			['msg', 'he said ""no""'],
			['b', 'x "y" z'],
			['c', 'd']
		]));
});

describe('open values', () => {
	it('end where the next key begins', () =>
		expect(pairsIn('msg=a b  c=d e cs1Label=Rule name', open)).toEqual([
			['msg', 'a b'],
			['c', 'd e'],
			['cs1Label', 'Rule name']
		]));

	it('hold equals signs that are escaped, or that follow no blank', () =>
		expect(pairsIn('request=http://h/?a=1&b\\=2 msg=x \\= y\\nz', open)).toEqual([
			['request', 'http://h/?a=1&b=2'],
			['msg', 'x = y\nz']
		]));
});

describe('slots', () => {
	it('find a value by the bytes of its key, the first where it comes twice', () => {
		const found = new KeyValues();
		const names = Array.from({ length: 200 }, (_, i) => `key-number-${i}`);
		const slots = names.map((name) => found.slot(name));
		const bytes = bytesOf(names.map((name, i) => `${name}=${i} ${name}=again`).join(' '));
		found.begin(bytes, blanks);
		found.scan(0, bytes.length);
		slots.forEach((slot, i) => {
			const pair = found.pairOf(slot);
			expect(textOf(bytes, found.starts[pair], found.ends[pair])).toBe(String(i));
		});
		expect(found.pairOf(found.slot('other'))).toBe(-1);
		found.begin(bytes, blanks);
		expect(found.pairOf(slots[0]!)).toBe(-1);
	});
});

it('a value whose quote does not close is left out, and that is known', () => {
	const found = new KeyValues();
	const bytes = bytesOf('a=1 msg="cut he');
	found.begin(bytes, blanks);
	found.scan(0, bytes.length);
	expect([found.count, found.cut]).toEqual([1, true]);
});

it('keeps to its limits and within the range whatever the bytes', () => {
	const pieces = ['a', '=', '"', '\\', ' ', ';', ':', '|', ',', ']', '\n', '\u00e9', 'key=', '=""'];
	const text = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((all) => all.join(''));
	const shapes = fc.constantFrom(blanks, semicolons, bars, commas, open);
	fc.assert(
		fc.property(text, shapes, fc.nat(8), (written, shape, behind) => {
			const bytes = bytesOf(written);
			const end = Math.max(0, bytes.length - behind);
			const found = new KeyValues();
			found.begin(bytes, shape);
			found.scan(0, end);
			const into = new Uint8Array(bytes.length);
			for (let pair = 0; pair < found.count; pair++) {
				expect(found.keyStarts[pair]).toBeLessThan(found.keyEnds[pair]!);
				expect(found.keyEnds[pair]).toBeLessThan(end);
				expect(found.starts[pair]).toBeLessThanOrEqual(found.ends[pair]!);
				expect(found.ends[pair]).toBeLessThanOrEqual(end);
				const written = found.ends[pair]! - found.starts[pair]!;
				expect(found.unescape(pair, into)).toBeLessThanOrEqual(written);
			}
		})
	);
	expect(pairsIn('a=1 '.repeat(MAX_PAIRS * 2), blanks)).toHaveLength(MAX_PAIRS);
	expect(pairsIn('a=1 '.repeat(MAX_PAIRS * 2), open)).toHaveLength(MAX_PAIRS);
});
