import { describe, expect, it } from 'vitest';
import { textOf } from '#lib/bytes.ts';
import type { FieldBytes } from './field-bytes.ts';
import { constant, part, summed, translated, worded } from './derived-cells.ts';

const valueOf = (cell: FieldBytes) =>
	cell.load() ? textOf(cell.bytes, cell.start, cell.end) : null;
const absent: FieldBytes = {
	name: 'absent',
	bytes: new Uint8Array(0),
	start: 0,
	end: 0,
	load: () => false
};

describe('a value that is made of others', () => {
	it('is what a word means, in any case, and nothing for other words', () => {
		const words = { accept: 'allow' };
		expect(valueOf(translated(constant('Accept'), words))).toBe('allow');
		expect(valueOf(translated(constant('constructor'), words))).toBeNull();
		expect(valueOf(translated(absent, words))).toBeNull();
	});

	it('is the sum of two whole numbers, exact, where both are there', () => {
		expect(valueOf(summed(constant('9007199254740993'), constant('1')))).toBe('9007199254740994');
		expect(valueOf(summed(constant('1'), absent))).toBeNull();
		expect(valueOf(summed(constant('1'), constant('x')))).toBeNull();
	});

	it('is what a text says, asked again and again', () => {
		const actionIn = (text: string) => (/^(?!.*\bnot\b).*\bdrop/.test(text) ? 'drop' : null);
		const cell = worded(constant('TCP packet dropped'), actionIn);
		expect([valueOf(cell), valueOf(cell)]).toEqual(['drop', 'drop']);
		expect(valueOf(worded(constant('packet not dropped'), actionIn))).toBeNull();
		for (let i = 0; i < 600; i++)
			expect(valueOf(worded(constant(`drop ${i}`), actionIn))).toBe('drop');
	});

	it('is one part between separators', () => {
		const parts = [0, 1, 2, 3].map((index) => valueOf(part(constant('a::c'), ':', index)));
		expect(parts).toEqual(['a', null, 'c', null]);
	});
});
