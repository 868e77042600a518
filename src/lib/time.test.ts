import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from './bytes.ts';
import { calendarDay } from './calendar-day.ts';
import { isoOf, microsOfIso } from './time.ts';
import { planFrom } from './settled-years.ts';
import { TimeReader } from './time-reader.ts';
import { Zone } from './zone.ts';

const latest = Date.UTC(2026, 0, 10) / 1000;

type Shape = 'iso' | 'syslog' | 'commonLog' | 'monthDay' | 'epoch' | 'date' | 'ctime';

function read(shape: Shape, text: string, zone = 'UTC', year: number | null = null): string | null {
	const bytes = bytesOf(text);
	const reader = new TimeReader(new Zone(zone), year === null ? null : planFrom(year), latest);
	const micros =
		shape === 'date' ? calendarDay(bytes, 0, bytes.length) : reader[shape](bytes, 0, bytes.length);
	return micros === null ? null : isoOf(micros);
}

describe('TimeReader', () => {
	it.each<[Shape, string, string]>([
		['iso', '2015-03-29T11:01:38.221126-0600', '2015-03-29T17:01:38.221126Z'],
		['iso', '2024-02-29 23:59:59Z', '2024-02-29T23:59:59.000000Z'],
		['iso', '2007-01-15 03:17:36', '2007-01-15T03:17:36.000000Z'],
		['iso', '2020-06-08T06:49:01.1234567+05:30', '2020-06-08T01:19:01.123456Z'],
		['iso', '2007-05-07 11:21:44 UTC', '2007-05-07T11:21:44.000000Z'],
		['iso', '2019:06:10-14:06:43', '2019-06-10T14:06:43.000000Z'],
		['iso', '9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999Z'],
		['commonLog', '08/Jun/2020:06:49:01 +0200', '2020-06-08T04:49:01.000000Z'],
		['monthDay', '07/11/2022-10:29:01.860293', '2022-07-11T10:29:01.860293Z'],
		['syslog', 'Jan  9 14:34:33', '2026-01-09T14:34:33.000000Z'],
		['syslog', 'Sep 19 2017 08:26:10.123 +0200', '2017-09-19T06:26:10.123000Z'],
		['syslog', 'Sep 19 2017 08:26:10 GMT', '2017-09-19T08:26:10.000000Z'],
		['syslog', 'Dec 31 23:59:59', '2025-12-31T23:59:59.000000Z'],
		['syslog', 'Feb 29 01:02:03', '2024-02-29T01:02:03.000000Z'],
		['monthDay', '06/08-01:02:03.5', '2025-06-08T01:02:03.500000Z'],
		['epoch', '1560955603.329230', '2019-06-19T14:46:43.329230Z'],
		['date', '2007-01-15', '2007-01-15T00:00:00.000000Z'],
		['date', '2007/01/15', '2007-01-15T00:00:00.000000Z'],
		['ctime', 'Mon Jan 15 03:17:36 2007', '2007-01-15T03:17:36.000000Z'],
		['ctime', 'Fri Aug  2 16:25:23 UTC 2024', '2024-08-02T16:25:23.000000Z'],
		['ctime', 'Aug 2 16:25:23 2024 +0200', '2024-08-02T14:25:23.000000Z'],
		['epoch', '-1.5', '1969-12-31T23:59:58.500000Z']
	])('reads %s %s as %s', (shape, text, iso) => expect(read(shape, text)).toBe(iso));

	it.each<[Shape, string]>([
		['iso', 'XXXXXXXXXX.XXXXXX'],
		['iso', '2023-02-29T00:00:00Z'],
		['iso', '2023-01-01T24:00:00Z'],
		['iso', '2023-01-01T00:00:00Zx'],
		['iso', '2019:06:10T14:06:43'],
		['syslog', 'Sep 19 2017 08:26:10 EST'],
		['syslog', 'Sep 19 08:26:10 EST'],
		['syslog', 'Foo 12 01:02:03'],
		['commonLog', '32/Jan/2020:00:00:00 +0000'],
		['date', '2007-02-29'],
		['date', '2007-01/15'],
		['date', '2007-01-15 '],
		['ctime', 'Fri Aug  2 16:25:23 CEST 2024'],
		['ctime', 'Fri Aug 32 16:25:23 2024'],
		['epoch', ''],
		['epoch', 'XXXXXXXXXX.XXXXXX'],
		['epoch', '1.2.3']
	])('finds no time in %s %j', (shape, text) => expect(read(shape, text)).toBeNull());

	it('follows daylight saving of a named zone', () => {
		expect(read('iso', '2024-07-01 12:00:00', 'Europe/Berlin')).toBe('2024-07-01T10:00:00.000000Z');
		expect(read('iso', '2024-01-01 12:00:00', 'Europe/Berlin')).toBe('2024-01-01T11:00:00.000000Z');
		expect(read('iso', '2024-10-27 02:30:00', 'Europe/Berlin')).toBe('2024-10-27T00:30:00.000000Z');
		expect(read('iso', '2024-03-31 03:30:00', 'Europe/Berlin')).toBe('2024-03-31T01:30:00.000000Z');
		expect(read('iso', '2024-11-03 01:30:00', 'America/New_York')).toBe(
			'2024-11-03T05:30:00.000000Z'
		);
	});

	it('takes a date for midnight UTC in every zone, and a time of day for one in the zone', () => {
		expect(read('date', '2024-07-01', 'Europe/Berlin')).toBe('2024-07-01T00:00:00.000000Z');
		expect(read('ctime', 'Mon Jul  1 12:00:00 2024', 'Europe/Berlin')).toBe(
			'2024-07-01T10:00:00.000000Z'
		);
	});

	it('takes the year it is told', () => {
		expect(read('syslog', 'Jun  8 14:34:33', 'UTC', 2020)).toBe('2020-06-08T14:34:33.000000Z');
	});

	it('reads back every time that isoOf writes', () => {
		const years = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 });
		fc.assert(
			fc.property(years, fc.integer({ min: 0, max: 999_999 }), (seconds, micros) => {
				const iso = isoOf(BigInt(seconds) * 1_000_000n + BigInt(micros));
				expect(read('iso', iso)).toBe(iso);
			})
		);
	});

	it('has again the moment of what isoOf or a Date wrote, and none of other text', () => {
		const moments = fc.bigInt({ min: -(2n ** 57n), max: 2n ** 63n - 1n });
		fc.assert(
			fc.property(moments, (micros) => {
				expect(microsOfIso(isoOf(micros))).toBe(micros);
			})
		);
		const now = new Date(1_168_831_056_250);
		expect(microsOfIso(now.toISOString())).toBe(BigInt(now.getTime()) * 1000n);
		expect(microsOfIso('2007-01-15 03:17:36')).toBeNull();
		expect(microsOfIso('2007-02-30T03:17:36Z')).toBeNull();
	});
});
