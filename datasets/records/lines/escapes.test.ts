import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backslashes, hashes, percents, unescaped } from './escapes.ts';

const kinds = [
	{ name: 'backslashes', escapes: backslashes, mark: '\\x', also: /["\\]/ },
	{ name: 'percent signs', escapes: percents, mark: '%', also: /[%\\]/ },
	{ name: 'number signs', escapes: hashes, mark: '#', also: /#/ }
];

function escapedBytes(text: string, mark: string): string {
	return [...new TextEncoder().encode(text)]
		.map((byte) => mark + byte.toString(16).padStart(2, '0').toUpperCase())
		.join('');
}

describe.each(kinds)('what a server escaped by $name', ({ escapes, mark, also }) => {
	it('is the character that it stands for, whatever it is, so that a value has one spelling', () => {
		const character = fc
			.string({ unit: 'grapheme', minLength: 1 })
			.filter((text) => !/\p{Cc}/u.test(text));
		fc.assert(
			fc.property(character, (text) => {
				expect(unescaped(escapedBytes(text, mark), escapes)).toBe(text);
			})
		);
	});

	it('is the text that a server has written that escapes what is not printed, and its own mark', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				const sent = text.replace(/\p{Cc}/gu, '');
				const written = sent.replace(/[^]/gu, (one) =>
					also.test(one) || one > '~' ? escapedBytes(one, mark) : one
				);
				expect(unescaped(written, escapes)).toBe(sent);
			})
		);
	});

	it.each(['00', '0A', '1B', '7F', 'C2', 'E9', 'E2%82', 'FF', 'C0AF'])(
		'stays as it is written where it is a control character or no UTF-8: %s',
		(hex) => {
			const written = hex.replace(/%/g, '').replace(/../g, `${mark}$&`);
			expect(unescaped(`a${written}b`, escapes)).toBe(`a${written}b`);
		}
	);
});

it('one byte that is none does not take the characters beside it along', () => {
	expect(unescaped('\\xC3\\xA9\\xE9\\xC3\\xA9\\x41', backslashes)).toBe('é\\xE9éA');
});

it('a backslash that was itself escaped begins no escape', () => {
	expect(unescaped('\\\\xC3\\\\xA9', backslashes)).toBe('\\xC3\\xA9');
});
