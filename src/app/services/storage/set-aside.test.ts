import { expect, test } from 'vitest';
import { asideText, asideTitle } from './set-aside.ts';

test('a record is named by what it says of itself, whatever its shape', () => {
	const of = (place: 'sources' | 'deeper' | 'settings', value: unknown) =>
		asideTitle({ place, key: 'k', value });
	expect(of('sources', { name: 'fw.log' })).toBe('a file of your own case: fw.log');
	expect(of('sources', 7)).toBe('a file of your own case: k');
	expect(of('deeper', { alert: { signature: 'A rule' } })).toBe(
		'an entry of the look-deeper file: A rule'
	);
	expect(of('deeper', null)).toBe('an entry of the look-deeper file');
	expect(of('settings', undefined)).toBe('a setting: k');
});

test('a record is saved as text whatever is in it', () => {
	const value = { ts: 12n, blob: new Blob(['abc']), list: [null] };
	expect(JSON.parse(asideText(value))).toEqual({ ts: '12', blob: { bytes: 3 }, list: [null] });
	expect(asideText(undefined)).toBe('undefined');
});
