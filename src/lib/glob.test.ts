import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesGlob } from './glob.ts';

it.each([
	['*DROP*Block Listed*', 'BLEEDING-EDGE DROP Dshield Block Listed Source', true],
	['*dshield*', 'BLEEDING-EDGE DROP Dshield Block Listed Source', true],
	['Dshield', 'BLEEDING-EDGE DROP Dshield Block Listed Source', false],
	['MS-SQL*', 'MS-SQL Worm propagation attempt', true],
	['MS-SQL*', 'a MS-SQL Worm', false],
	['*attempt', 'MS-SQL Worm propagation attempt', true],
	['ms?sql*', 'MS-SQL Worm', true],
	['ms?sql', 'mssql', false],
	['ab*ab', 'ab', false],
	['*ab*ab', 'abab', true],
	['[1:2]*(x)+', '[1:2] rule (x)+', true],
	['?', '😀', true],
	['', '', true],
	['*', '', true],
	['', 'a', false]
])('%j against %j: %j', (pattern, text, expected) => {
	expect(matchesGlob(pattern, text)).toBe(expected);
});

it('says what a regular expression of the same meaning says', () => {
	const word = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 10 });
	fc.assert(
		fc.property(word('ab*?'), word('abA'), (pattern, text) => {
			const same = pattern.replaceAll('*', '.*').replaceAll('?', '.');
			expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${same}$`, 'iu').test(text));
		})
	);
});

it('ends at once, whatever a recipe from elsewhere asks for', () => {
	expect(matchesGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(5000))).toBe(false);
});
