import { expect, test } from 'vitest';
import { settings, sources } from './own-collections.ts';
import { asideText, asideTitle } from './set-aside.ts';

test('a record is named by what it says of itself, whatever its shape', () => {
	const entries = {
		...sources,
		words: { ...sources.words, one: 'entry of the file' },
		keySays: false
	};
	const of = (collection: Parameters<typeof asideTitle>[1], value: unknown) =>
		asideTitle({ place: 'doors', key: 'k', value }, collection);
	expect(of(sources, { name: 'fw.log' })).toBe('a file of your own case: fw.log');
	expect(of(sources, 7)).toBe('a file of your own case: k');
	expect(of(entries, { alert: { signature: 'A rule' } })).toBe('an entry of the file: A rule');
	expect(of(entries, null)).toBe('an entry of the file');
	expect(of(settings, undefined)).toBe('a setting or mapping: k');
	expect(of(null, undefined)).toBe('a record of doors: k');
});

test('a record is saved as text whatever is in it', () => {
	const value = { ts: 12n, blob: new Blob(['abc']), list: [null] };
	expect(JSON.parse(asideText(value))).toEqual({ ts: '12', blob: { bytes: 3 }, list: [null] });
	expect(asideText(undefined)).toBe('undefined');
});
