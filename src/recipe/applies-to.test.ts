import { expect, it } from 'vitest';
import { applicability } from './applies-to.ts';

const alert = { signature: 'ET SCAN Potential SSH Scan', gid: 1, sid: 2001219, rev: 20 };

it.each([
	[['2001219'], true],
	[['1:2001219'], true],
	[['1:2001219:20'], true],
	[['3:2001219'], false],
	[['1:2001219:19'], false],
	[['200121'], false],
	[['*ssh scan*'], true],
	[['et scan*'], true],
	[['SSH Scan'], false],
	[['2402000', '*Dshield*'], false],
	[['2402000', '*SSH*'], true],
	[[], null]
])('%j applies to 1:2001219: %j', (entries, expected) => {
	expect(applicability(entries, alert).applies).toBe(expected);
});

it.each([
	[['1:2001219'], { ...alert, gid: null, sid: null, rev: null }, 'no rule id'],
	[['1:2001219'], { ...alert, gid: null }, 'no generator id'],
	[['2001219:1:1', '1:2001219:20'], { ...alert, rev: null }, 'no revision'],
	[['*scan*'], { ...alert, signature: null }, 'no signature'],
	[
		['*scan*', '7'],
		{ signature: null, gid: null, sid: null, rev: null },
		'no signature and no rule id'
	]
])('what an alert does not say is not held against %j', (entries, unsaid, lack) => {
	const { applies, because } = applicability(entries, unsaid);
	expect(applies).toBe(null);
	expect(because).toMatch(new RegExp(`and the alert has ${lack}$`));
});

it('an asterisk alone is any alert, also one that says nothing of its rule', () => {
	const silent = { signature: null, gid: null, sid: null, rev: null };
	expect(applicability(['*'], silent).applies).toBe(true);
	expect(applicability(['*'], alert).applies).toBe(true);
});

it('another id is another rule, also where the alert has no generator id', () => {
	expect(applicability(['1:7'], { ...alert, gid: null }).applies).toBe(false);
});

it('the reason names the entries and the alert', () => {
	expect(applicability(['2402000', '*Dshield*'], alert).because).toBe(
		'it is written for 2402000, “*Dshield*”, and this is “ET SCAN Potential SSH Scan” (1:2001219)'
	);
	expect(applicability(['2402000', '*SCAN*'], alert).because).toBe('it is written for “*SCAN*”');
});
