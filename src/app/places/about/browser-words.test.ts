import { expect, test } from 'vitest';
import { browserWords } from './browser-words.ts';

test('a browser is named as it names itself, without the brand that is made up', () => {
	const brands = [
		{ brand: 'Not)A;Brand', version: '8' },
		{ brand: 'Chromium', version: '138' }
	];
	expect(browserWords({ userAgent: 'x', userAgentData: { brands } })).toBe('Chromium 138');
});

test('one that tells no brands is quoted whole, and nothing is guessed of it', () => {
	const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
	expect(browserWords({ userAgent })).toBe(userAgent);
});
