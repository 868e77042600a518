import { expect, test } from 'vitest';
import { addressForOthers, addressOfCase, caseNamedIn, isOwnCase } from './case-address.ts';

const page = new URL('http://localhost:4173/?memory=64#recipe=x');

test('an address names a case, and is made for another without losing what else it says', () => {
	const own = addressOfCase('own', page);
	expect(own.href).toBe('http://localhost:4173/?memory=64&case=own#recipe=x');
	const sample = addressOfCase('drifted-policy', own);
	expect(sample.href).toBe('http://localhost:4173/?memory=64&incident=drifted-policy#recipe=x');
	expect([page, own, sample].map(caseNamedIn)).toEqual([null, 'own', 'drifted-policy']);
});

test('a link for somebody else names a sample, which they have too, and no case of one’s own', () => {
	const sample = addressOfCase('drifted-policy', page);
	expect(addressForOthers(sample).href).toBe(sample.href);
	expect(addressForOthers(addressOfCase('own', page)).href).toBe(page.href);
});

test('cases of one’s own are told from samples by their names', () => {
	const names = ['own', 'case-0f3a91c2', 'missing-logs', 'case-study', 'case-0f3a91c2x'];
	expect(names.filter(isOwnCase)).toEqual(['own', 'case-0f3a91c2']);
	const second = addressOfCase('case-0f3a91c2', page);
	expect(second.searchParams.get('case')).toBe('case-0f3a91c2');
	expect(addressForOthers(second).href).toBe(page.href);
});
