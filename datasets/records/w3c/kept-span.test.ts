import { expect, it } from 'vitest';
import type { ClaimedSpan } from '../../format.ts';
import { KeptSpan } from './kept-span.ts';

function claimsOf(...directives: [string, string][]): string[] {
	const claims: ClaimedSpan[] = [];
	const kept = new KeptSpan({ claim: (claim) => void claims.push(claim) });
	for (const [name, value] of directives) kept.take(name, value);
	const iso = (moment: bigint) => new Date(Number(moment / 1000n)).toISOString();
	return claims.map(({ from, to, by }) => `${by} from ${iso(from)} to ${iso(to)}`);
}

it('a log says that it was kept from its start to the end behind it, in UTC', () => {
	expect(
		claimsOf(
			['start-date', '2024-05-01 10:00:00'],
			['end-date', '2024-05-01T11:00:00.5Z'],
			['start-date', '2024-05-01 12:00'],
			['end-date', '2024-05-01 13:00:00']
		)
	).toEqual([
		'its header says that it was kept from 2024-05-01T10:00:00.000Z to 2024-05-01T11:00:00.500Z',
		'its header says that it was kept from 2024-05-01T12:00:00.000Z to 2024-05-01T13:00:00.000Z'
	]);
});

it('a start without an end, an end without a start, and what is no time claim nothing', () => {
	const start: [string, string] = ['start-date', '2024-05-01 10:00:00'];
	const end: [string, string] = ['end-date', '2024-05-01 11:00:00'];
	expect(claimsOf(start, ['date', '2024-05-01 10:00:00'])).toEqual([]);
	expect(claimsOf(end, end)).toEqual([]);
	expect(claimsOf(['start-date', 'soon'], end)).toEqual([]);
	expect(claimsOf(start, ['end-date', '2024-13-01 11:00:00'])).toEqual([]);
});
