import { expect, test } from 'vitest';
import { utc, Zone } from '#lib/zone.ts';
import { isoSpan } from './iso-span.ts';

test('a span names the date once where it is the same', () => {
	expect(isoSpan('2007-01-15T02:00:00.000000Z', '2007-01-15T04:30:00.5Z', utc)).toBe(
		'2007-01-15 02:00:00 to 04:30:00 UTC'
	);
	expect(isoSpan('2007-01-15T02:00:00Z', '2007-01-16T02:00:00Z', utc)).toBe(
		'2007-01-15 02:00:00 to 2007-01-16 02:00:00 UTC'
	);
});

test('a span in another zone has that zone’s dates', () => {
	expect(isoSpan('2007-01-15T18:00:00Z', '2007-01-15T19:00:00Z', new Zone('Asia/Kolkata'))).toBe(
		'2007-01-15 23:30:00 to 2007-01-16 00:30:00 +05:30'
	);
});

test('one moment is no span, and no moment is said', () => {
	expect(isoSpan('2007-01-15T02:00:00Z', '2007-01-15T02:00:00.5Z', utc)).toBe(
		'2007-01-15 02:00:00 UTC'
	);
	expect(isoSpan(null, null, utc)).toBe('no row has a time');
});
