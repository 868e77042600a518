import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { closingQuote } from './quoted.ts';

/** Where a field closes, character by character. */
function closing(text: string): number {
	for (let i = 1; i < text.length; i++) {
		if (text[i] === '\\') i++;
		else if (text[i] === '"' && /^(\s|$)/.test(text.slice(i + 1))) return i;
	}
	return -1;
}

it.each([
	['"GET / HTTP/1.0" 200', 15],
	['"a \\" b" c', 7],
	['"a \\\\" b', 5],
	['"\\" b', -1],
	['"a"b" c', 4],
	['"a"', 2],
	['"a', -1],
	['""', 1]
])('the field of %s closes at %i', (text, at) => {
	expect(closingQuote(bytesOf(text), 0, text.length)).toBe(at);
});

it('a field closes at the first quote that is not escaped and that nothing but a blank follows', () => {
	const pieces = fc.array(fc.constantFrom('"', '\\', 'a', ' ', '\t'), { maxLength: 20 });
	fc.assert(
		fc.property(pieces, (rest) => {
			const text = `"${rest.join('')}`;
			expect(closingQuote(bytesOf(text), 0, text.length)).toBe(closing(text));
		})
	);
});
