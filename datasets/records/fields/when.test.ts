import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { isoOf } from '#lib/time.ts';
import { TimeReader } from '#lib/time-reader.ts';
import { Zone } from '#lib/zone.ts';
import { constant } from './derived-cells.ts';
import { began, SplitTime, whenOf } from './when.ts';

const time = new TimeReader(new Zone('UTC'), null, Date.UTC(2026, 0, 1) / 1000);

function read(text: string): string | null {
	const bytes = bytesOf(text);
	const ts = whenOf(time, { bytes, start: 0, end: bytes.length });
	return ts === null ? null : isoOf(ts);
}

describe('a time in one of the shapes that devices choose between', () => {
	it.each([
		['1709288102', '2024-03-01T10:15:02.000000Z'],
		['1709288102.5', '2024-03-01T10:15:02.500000Z'],
		['1709288102123', '2024-03-01T10:15:02.123000Z'],
		['1709288102123456', '2024-03-01T10:15:02.123456Z'],
		['1709288102123456789', '2024-03-01T10:15:02.123456Z'],
		['2024-03-01T11:15:02.5+01:00', '2024-03-01T10:15:02.500000Z'],
		['2024/03/01 10:15:02', '2024-03-01T10:15:02.000000Z'],
		['Mar 01 2024 10:15:02 UTC', '2024-03-01T10:15:02.000000Z'],
		['Fri Mar 01 10:15:02 2024', '2024-03-01T10:15:02.000000Z']
	])('%s', (text, iso) => expect(read(text)).toBe(iso));

	it.each([
		'',
		'0',
		'17092881',
		'17092881021',
		'1709288102123x56',
		'2024-02-30 10:15:02',
		'yesterday'
	])('%j is none', (text) => expect(read(text)).toBeNull());
});

describe('when something began', () => {
	it('is its length before it ended', () => {
		expect(began(5_000_000, 1.5)).toBe(3_500_000);
		expect(began(10n ** 17n, 2)).toBe(10n ** 17n - 2_000_000n);
	});

	it.each([0, -1, NaN, Infinity, 1e300])('is when it ended, where it lasted %s', (seconds) =>
		expect(began(5_000_000, seconds)).toBe(5_000_000)
	);
});

it('a date and a time of day in two places are one time, in the zone of a third', () => {
	const parts = { date: constant('2024-03-01'), clock: constant('10:15:02') };
	const zoned = new SplitTime(time, { ...parts, zone: constant('+0100') });
	expect(isoOf(new SplitTime(time, parts).read()!)).toBe('2024-03-01T10:15:02.000000Z');
	expect(isoOf(zoned.read()!)).toBe('2024-03-01T09:15:02.000000Z');
	const unknown = new SplitTime(time, { ...parts, zone: constant('IST') });
	expect(unknown.read()).toBeNull();
	const long = new SplitTime(time, { ...parts, clock: constant('1'.repeat(100)) });
	expect(long.read()).toBeNull();
});
