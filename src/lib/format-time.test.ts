import { describe, expect, test } from 'vitest';
import {
	clockText,
	dateText,
	durationText,
	exactText,
	millisecondsText,
	momentText,
	spanText
} from './format-time.ts';

const alert = BigInt(Date.UTC(2007, 0, 15, 3, 17, 36)) * 1000n;

describe('moments', () => {
	test('are written to the second', () => {
		expect(dateText(alert)).toBe('2007-01-15');
		expect(clockText(alert + 999_999n)).toBe('03:17:36');
		expect(momentText(alert)).toBe('2007-01-15 03:17:36');
	});

	test('keep every microsecond and the zone where the exact value is asked for', () => {
		expect(exactText(alert + 250_001n)).toBe('2007-01-15 03:17:36.250001 UTC');
		expect(exactText(-1n)).toBe('1969-12-31 23:59:59.999999 UTC');
	});

	test('of a span name the date once where it is the same', () => {
		expect(spanText(alert, alert + 60_000_000n)).toBe('2007-01-15 03:17:36 to 03:18:36');
		expect(spanText(alert, alert + 86_400_000_000n)).toBe(
			'2007-01-15 03:17:36 to 2007-01-16 03:17:36'
		);
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
