import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownJson, shownLine } from './escapes.ts';

const obeyed = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('what reaches a terminal', () => {
	it('has control characters, C1, DEL and marks of direction as escapes', () => {
		const words = 'a\u001b[31m\u009b31m\u007f\u202egpj.exe\u{e0001}é';
		expect(shownLine(words)).toBe('a\\u001b[31m\\u009b31m\\u007f\\u202egpj.exe\\udb40\\udc01é');
	});

	it('as JSON has none of them whatever the text, and says the same', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const shown = shownJson(JSON.stringify({ [text]: text }));
				expect(shown).not.toMatch(obeyed);
				expect(JSON.parse(shown)).toEqual(JSON.parse(JSON.stringify({ [text]: text })));
				expect(shownLine(text)).not.toMatch(obeyed);
			})
		);
	});
});
