import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asciiInto, bytesOf, textOf } from './bytes.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

it('a short text is what a decoder makes of its bytes, however often it comes and whatever came before', () => {
	const few = fc.uint8Array({ max: 255, minLength: 0, maxLength: 40 });
	fc.assert(
		fc.property(fc.array(few, { minLength: 1, maxLength: 8 }), (texts) => {
			for (const bytes of [...texts, ...texts]) expect(textOf(bytes)).toBe(decoder.decode(bytes));
		})
	);
});

it('texts whose bytes give one place are told apart', () => {
	const texts = Array.from({ length: 20_000 }, (_, i) => `w${i}`);
	for (const text of [...texts, ...texts]) expect(textOf(bytesOf(text))).toBe(text);
});

it('a range that reaches beyond the bytes ends with them', () => {
	expect(textOf(bytesOf('abc'), 1, 9)).toBe('bc');
	expect(textOf(bytesOf('abc'), 2, 1)).toBe('');
});

it('a text is written into bytes where it is of ASCII and there is room', () => {
	const into = new Uint8Array(4);
	expect(asciiInto(into, 'abcd')).toBe(4);
	expect(textOf(into)).toBe('abcd');
	expect(asciiInto(into, '')).toBe(0);
	expect(asciiInto(into, 'abcde')).toBe(-1);
	expect(asciiInto(into, 'é')).toBe(-1);
});
