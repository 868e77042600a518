import { describe, expect, test } from 'vitest';
import {
	clockText,
	dateText,
	durationText,
	exactText,
	millisecondsText,
	momentText,
	offsetText,
	spanText,
	stampText
} from './format-time.ts';
import { utc, Zone } from './zone.ts';

const alert = BigInt(Date.UTC(2007, 0, 15, 3, 17, 36)) * 1000n;
const hour = 3_600_000_000n;

describe('moments', () => {
	test('are written to the second', () => {
		expect(dateText(alert, utc)).toBe('2007-01-15');
		expect(clockText(alert + 999_999n, utc)).toBe('03:17:36');
		expect(momentText(alert, utc)).toBe('2007-01-15 03:17:36');
		expect(stampText(alert, utc)).toBe('2007-01-15 03:17:36 UTC');
	});

	test('keep every microsecond and the zone where the exact value is asked for', () => {
		expect(exactText(alert + 250_001n, utc)).toBe('2007-01-15 03:17:36.250001 UTC');
		expect(exactText(-1n, utc)).toBe('1969-12-31 23:59:59.999999 UTC');
	});

	test('of a span name the date once where it is the same', () => {
		expect(spanText(alert, alert + 60_000_000n, utc)).toBe('2007-01-15 03:17:36 to 03:18:36 UTC');
		expect(spanText(alert, alert + 24n * hour, utc)).toBe(
			'2007-01-15 03:17:36 to 2007-01-16 03:17:36 UTC'
		);
	});
});

describe('moments in another zone', () => {
	const kolkata = new Zone('Asia/Kolkata');
	const berlin = new Zone('Europe/Berlin');
	const newYork = new Zone('America/New_York');

	test('keep their microseconds over an offset of half an hour, before 1970 too', () => {
		expect(exactText(alert + 250_001n, kolkata)).toBe(
			'2007-01-15 08:47:36.250001 +05:30 Asia/Kolkata'
		);
		expect(exactText(-1n, kolkata)).toBe('1970-01-01 05:29:59.999999 +05:30 Asia/Kolkata');
		expect(spanText(alert, alert + hour, kolkata)).toBe('2007-01-15 08:47:36 to 09:47:36 +05:30');
	});

	test('are of the date that the zone has then', () => {
		expect(stampText(alert, newYork)).toBe('2007-01-14 22:17:36 -05:00');
		expect(spanText(alert, alert + 2n * hour, newYork)).toBe(
			'2007-01-14 22:17:36 to 2007-01-15 00:17:36 -05:00'
		);
	});

	test.each([
		['Europe/Berlin', Date.UTC(2007, 2, 25, 1), '01:59:59 +01:00', '03:00:00 +02:00'],
		['Europe/Berlin', Date.UTC(2007, 9, 28, 1), '02:59:59 +02:00', '02:00:00 +01:00'],
		['America/New_York', Date.UTC(2007, 2, 11, 7), '01:59:59 -05:00', '03:00:00 -04:00'],
		['America/New_York', Date.UTC(2007, 10, 4, 6), '01:59:59 -04:00', '01:00:00 -05:00']
	])('of %s change their offset when its clocks do', (name, change, before, after) => {
		const zone = new Zone(name);
		const at = BigInt(change) * 1000n;
		expect(stampText(at - 1n, zone).slice(11)).toBe(before);
		expect(stampText(at, zone).slice(11)).toBe(after);
	});

	test('of a span say both offsets where they differ', () => {
		const change = BigInt(Date.UTC(2007, 9, 28, 1)) * 1000n;
		expect(spanText(change - hour, change, berlin)).toBe(
			'2007-10-28 02:00:00 +02:00 to 02:00:00 +01:00'
		);
	});

	test('that no calendar of a browser reaches are written all the same', () => {
		const last = 2n ** 63n - 1n;
		expect(exactText(last, berlin)).toBe('294247-01-10 05:00:54.775807 +01:00 Europe/Berlin');
		expect(offsetText(-last, berlin)).toBe('+00:53:28');
	});
});

test.each([
	[0, '0 s'],
	[0.44, '0.4 s'],
	[12.4, '12 s'],
	[59.6, '1 min'],
	[125, '2 min 5 s'],
	[3600, '1 h'],
	[3840, '1 h 4 min']
])('%s seconds read as %s', (seconds, text) => {
	expect(durationText(seconds)).toBe(text);
});

test.each([
	[0.42, '0.4 ms'],
	[31.4, '31 ms'],
	[1234, '1.2 s'],
	[125_000, '2 min 5 s']
])('%s milliseconds read as %s', (ms, text) => {
	expect(millisecondsText(ms)).toBe(text);
});
