import { describe, expect, it } from 'vitest';
import { textOf } from '#lib/bytes.ts';
import type { FieldBytes } from './field-bytes.ts';
import { blanksFor, percentDecoded } from './decoded-cell.ts';
import { constant } from './derived-cells.ts';

function textIn(cell: FieldBytes): string {
	expect(cell.load()).toBe(true);
	return textOf(cell.bytes, cell.start, cell.end);
}

describe('a plus that stands for a blank', () => {
	it.each([
		['Mozilla/5.0+(X11)', 'Mozilla/5.0 (X11)'],
		['none', 'none'],
		['++', '  '],
		['a+b'.repeat(400), 'a b'.repeat(400)]
	])('%j', (written, meant) => expect(textIn(blanksFor(constant(written)))).toBe(meant));
});

describe('bytes that are written in hexadecimal', () => {
	it.each([
		['a%20b%2Fc', 'a b/c'],
		['gr%C3%B6%c3%9fe', 'größe'],
		['100%', '100%'],
		['%2', '%2'],
		['%zz%', '%zz%'],
		['%2520', '%20']
	])('%j', (written, meant) => expect(textIn(percentDecoded(constant(written)))).toBe(meant));
});
