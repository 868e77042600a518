import { describe, expect, it } from 'vitest';
import { bytesOf } from './bytes.ts';
import { isoOf } from './time.ts';
import { planFrom } from './settled-years.ts';
import { TimeReader } from './time-reader.ts';
import { Zone } from './zone.ts';

const latest = Date.UTC(2026, 0, 11) / 1000;

/** Days of the times that one reader finds in the lines of a log; null for a line without one. */
function daysOf(lines: readonly string[], year: number | null, zone = 'UTC'): (string | null)[] {
	const reader = new TimeReader(new Zone(zone), year === null ? null : planFrom(year), latest);
	return lines.map((line) => {
		const bytes = bytesOf(`${line} 12:00:00`);
		const micros = reader.syslog(bytes, 0, bytes.length);
		return micros === null ? null : isoOf(micros).slice(0, 10);
	});
}

describe('a year given by hand', () => {
	it('is the year of the first time, and January after December is of the next', () => {
		expect(daysOf(['Nov 30', 'Dec 31', 'Jan  1', 'Feb  2'], 2019)).toEqual([
			'2019-11-30',
			'2019-12-31',
			'2020-01-01',
			'2020-02-02'
		]);
	});

	it('goes up at every turn of a log of several years', () => {
		const years = ['Dec 31', 'Jan  1', 'Jul  1', 'Dec 31', 'Jan  1'];
		expect(daysOf(years, 2019)).toEqual([
			'2019-12-31',
			'2020-01-01',
			'2020-07-01',
			'2020-12-31',
			'2021-01-01'
		]);
	});

	it('lets a line of December among those of January be of the year before', () => {
		expect(daysOf(['Dec 31', 'Jan  1', 'Dec 31', 'Jan  1', 'Jan  2'], 2019)).toEqual([
			'2019-12-31',
			'2020-01-01',
			'2019-12-31',
			'2020-01-01',
			'2020-01-02'
		]);
		expect(daysOf(['Jan  1', 'Dec 31', 'Jan  1'], 2020)).toEqual([
			'2020-01-01',
			'2019-12-31',
			'2020-01-01'
		]);
	});

	it('goes down through a log that has its newest line first', () => {
		expect(daysOf(['Feb  1', 'Jan  1', 'Dec 31', 'Nov 30'], 2020)).toEqual([
			'2020-02-01',
			'2020-01-01',
			'2019-12-31',
			'2019-11-30'
		]);
	});

	it('stays where a log is silent for months, or steps back within the year', () => {
		expect(daysOf(['Jan  1', 'Sep  1', 'Mar  1'], 2020)).toEqual([
			'2020-01-01',
			'2020-09-01',
			'2020-03-01'
		]);
	});

	it('knows the leap day of the year that it has come to', () => {
		expect(daysOf(['Dec 31', 'Jan  1', 'Feb 29'], 2023).at(-1)).toBe('2024-02-29');
		expect(daysOf(['Feb 29', 'Mar  1'], 2023)).toEqual([null, '2023-03-01']);
	});

	it('does not turn at a line whose time is none', () => {
		expect(daysOf(['Dec 31', 'Jan 32', 'Dec 31'], 2019)).toEqual([
			'2019-12-31',
			null,
			'2019-12-31'
		]);
	});

	it('turns by the months as they are written, whatever the zone', () => {
		expect(daysOf(['Dec 31', 'Jan  1'], 2019, '+14:00')).toEqual(['2019-12-30', '2019-12-31']);
	});

	it('is told to the receipt with the years that followed from it', () => {
		const reader = new TimeReader(new Zone('UTC'), planFrom(2019), latest);
		for (const line of ['12/31-23:59:59.5', '01/01-00:00:01.5']) {
			const bytes = bytesOf(line);
			reader.monthDay(bytes, 0, bytes.length);
		}
		expect([...reader.assumedYears]).toEqual([2019, 2020]);
	});
});

describe('without a year given', () => {
	it('each time is the newest that is not after the file, whatever came before it', () => {
		expect(daysOf(['Dec 31', 'Jan  1', 'Dec 31', 'Feb 29'], null)).toEqual([
			'2025-12-31',
			'2026-01-01',
			'2025-12-31',
			'2024-02-29'
		]);
	});
});
