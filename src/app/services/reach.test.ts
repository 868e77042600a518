import { expect, test } from 'vitest';
import { rangeAround } from './reach.ts';

test.each([
	['1 hour', 3600n],
	['10 minutes', 600n],
	['2 days', 172_800n],
	['01:30:00', 5400n]
])('%s reaches as far on either side', (interval, seconds) => {
	const half = seconds * 1_000_000n;
	expect(rangeAround(half * 2n, interval)).toEqual({ from: half, to: half * 3n });
});

test('what is not understood reaches nowhere, rather than somewhere wrong', () => {
	expect(rangeAround(0n, '1 hour 30 minutes')).toBeNull();
	expect(rangeAround(0n, undefined)).toBeNull();
	expect(rangeAround(null, '1 hour')).toBeNull();
});
