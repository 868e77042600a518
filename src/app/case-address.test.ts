import { expect, test } from 'vitest';
import { addressForOthers, addressOfCase, caseNamedIn, OWN } from './case-address.ts';

const page = new URL('http://localhost:4173/?memory=64#recipe=x');

test('an address names a case, and is made for another without losing what else it says', () => {
	const own = addressOfCase(OWN, page);
	expect(own.href).toBe('http://localhost:4173/?memory=64&case=own#recipe=x');
	const sample = addressOfCase('drifted-policy', own);
	expect(sample.href).toBe('http://localhost:4173/?memory=64&incident=drifted-policy#recipe=x');
	expect([page, own, sample].map(caseNamedIn)).toEqual([null, OWN, 'drifted-policy']);
});

test('a link for somebody else names a sample, which they have too, and no case of one’s own', () => {
	const sample = addressOfCase('drifted-policy', page);
	expect(addressForOthers(sample).href).toBe(sample.href);
	expect(addressForOthers(addressOfCase(OWN, page)).href).toBe(page.href);
});
