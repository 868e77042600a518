import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { isoOf } from '#lib/time.ts';
import { TimeReader } from '#lib/time-reader.ts';
import { Zone } from '#lib/zone.ts';
import { utcTime } from './utc.ts';

it.each([
	['2007-01-15 03:17:36', '2007-01-15T03:17:36.000000Z'],
	['2007-01-15 03:17:36+01:00', '2007-01-15T02:17:36.000000Z'],
	['2007-01-15T03:17:36Z', '2007-01-15T03:17:36.000000Z'],
	['2007-01-15', null],
	[`2007-01-15 03:17:36.${'0'.repeat(40)}`, null]
])('%s is UTC, whatever the zone of the settings: %s', (text, iso) => {
	const time = new TimeReader(new Zone('+05:00'), null, 0);
	const bytes = bytesOf(text);
	const micros = utcTime(time, bytes, 0, bytes.length);
	expect(micros === null ? null : isoOf(micros)).toBe(iso);
	expect(time.assumedZone).toBe(false);
});
