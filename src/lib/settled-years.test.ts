import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from './bytes.ts';
import { settledYears, type YearPlan } from './settled-years.ts';
import { isoOf } from './time.ts';
import { TimeReader } from './time-reader.ts';
import { joinedCourse, type Course } from './year-course.ts';
import { Zone } from './zone.ts';

const DAY = 86_400;
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

interface Read {
	/** `YYYY-MM-DD`; null for a line whose time is none. */
	days: (string | null)[];
	course: Course | null;
}

function read(lines: readonly string[], years: YearPlan | null, latest: number, zone: Zone): Read {
	const reader = new TimeReader(zone, years, latest);
	const days = lines.map((line) => {
		const bytes = bytesOf(line.includes(':') ? line : `${line} 12:00:00`);
		const micros = reader.syslog(bytes, 0, bytes.length);
		return micros === null ? null : isoOf(micros).slice(0, 10);
	});
	return { days, course: reader.yearCourse };
}

/** The days of the lines of a source that was last written on that day, as its end settles them. */
function settled(
	lines: readonly string[],
	date: string,
	zone = new Zone('UTC')
): (string | null)[] {
	const latest = Date.parse(date) / 1000 + DAY;
	const { days, course } = read(lines, null, latest, zone);
	const plan = settledYears(course, { latest, zone });
	return plan === null ? days : read(lines, plan, latest, zone).days;
}

function stamp(seconds: number): string {
	const date = new Date(seconds * 1000);
	const day = String(date.getUTCDate()).padStart(2, ' ');
	return `${months[date.getUTCMonth()]} ${day} ${date.toISOString().slice(11, 19)}`;
}

function dayOf(seconds: number): string {
	return new Date(seconds * 1000).toISOString().slice(0, 10);
}

describe('times without a year', () => {
	it('stay in one year where their lines run on past the date of the file', () => {
		expect(settled(['Mar  8', 'Mar 10', 'Mar 12', 'Mar 14'], '2026-03-10T12:00Z')).toEqual([
			'2025-03-08',
			'2025-03-10',
			'2025-03-12',
			'2025-03-14'
		]);
	});

	it('stay in one year however long the log is silent between', () => {
		expect(settled(['Feb  3', 'Oct 20', 'Dec  1'], '2026-03-10')).toEqual([
			'2025-02-03',
			'2025-10-20',
			'2025-12-01'
		]);
		expect(settled(['Jan  5', 'Dec 10'], '2026-03-10')).toEqual(['2025-01-05', '2025-12-10']);
	});

	it('go into the next year once where the log does', () => {
		expect(settled(['Nov 30', 'Dec 31', 'Jan  1', 'Mar 14'], '2026-03-10')).toEqual([
			'2024-11-30',
			'2024-12-31',
			'2025-01-01',
			'2025-03-14'
		]);
		expect(settled(['Sep  1', 'Feb  2'], '2026-03-10')).toEqual(['2025-09-01', '2026-02-02']);
	});

	it('are of two years in a log of thirteen months', () => {
		expect(settled(['Mar  5', 'Jul 20', 'Nov  1', 'Jan 15', 'Mar 10'], '2026-03-11')).toEqual([
			'2025-03-05',
			'2025-07-20',
			'2025-11-01',
			'2026-01-15',
			'2026-03-10'
		]);
	});

	it('are all of a leap year where a 29 February is among them', () => {
		expect(settled(['Feb 27', 'Feb 28', 'Feb 29', 'Mar  1'], '2026-03-10')).toEqual([
			'2024-02-27',
			'2024-02-28',
			'2024-02-29',
			'2024-03-01'
		]);
		expect(settled(['Dec 30', 'Jan  2', 'Feb 29'], '2026-03-10')).toEqual([
			'2023-12-30',
			'2024-01-02',
			'2024-02-29'
		]);
	});

	it('go back through a log that has its newest line first', () => {
		expect(settled(['Mar 14', 'Mar 12', 'Mar 10', 'Mar  8'], '2026-03-10T12:00Z')).toEqual([
			'2025-03-14',
			'2025-03-12',
			'2025-03-10',
			'2025-03-08'
		]);
		expect(settled(['Feb  1', 'Jan  1', 'Dec 31', 'Nov 30'], '2026-03-10')).toEqual([
			'2026-02-01',
			'2026-01-01',
			'2025-12-31',
			'2025-11-30'
		]);
	});

	it('do not run away where a clock is reset, or lines are late', () => {
		const reset = ['Jul 10', 'Jan  1', 'Jul 10', 'Jan  1', 'Jul 11'];
		expect(new Set(settled(reset, '2026-07-12').map((day) => day!.slice(0, 4)))).toEqual(
			new Set(['2026'])
		);
		expect(settled(['Dec 10', 'Jan  1', 'Dec 10', 'Dec 11'], '2025-12-12')).toEqual([
			'2025-12-10',
			'2025-01-01',
			'2025-12-10',
			'2025-12-11'
		]);
		expect(settled(['Jan  1', 'Dec 31', 'Jan  1', 'Jan  2'], '2026-01-02')).toEqual([
			'2026-01-01',
			'2025-12-31',
			'2026-01-01',
			'2026-01-02'
		]);
	});

	it('keep the year of each of two logs, one behind the other', () => {
		expect(settled(['Mar  3', 'Mar  9', 'Feb 22', 'Mar  2'], '2026-03-10')).toEqual([
			'2026-03-03',
			'2026-03-09',
			'2026-02-22',
			'2026-03-02'
		]);
	});

	it('are none on a day that no year of theirs has', () => {
		expect(settled(['Feb 29', 'Jan 15', 'Feb 30'], '2026-03-10').at(-1)).toBeNull();
	});

	it('take the day of the zone that they are read in', () => {
		expect(settled(['Mar 12 01:00:00'], '2026-03-11T00:00:00Z', new Zone('+14:00'))).toEqual([
			'2026-03-11'
		]);
	});
});

/** Seconds between lines: mostly short, sometimes months; never so long that New Year could be missed. */
const steps = fc.array(
	fc.oneof(
		{ weight: 6, arbitrary: fc.integer({ min: 0, max: 5 * DAY }) },
		{ weight: 1, arbitrary: fc.integer({ min: 0, max: 85 * DAY }) }
	),
	{ minLength: 3, maxLength: 120 }
);
const begins = fc.integer({ min: Date.UTC(2001, 0, 1) / 1000, max: Date.UTC(2020, 0, 1) / 1000 });
/** Days between the last line and the date of the file. */
const after = fc.integer({ min: 0, max: 360 });

function logOf(begin: number, gaps: readonly number[]): number[] {
	const times = [begin];
	for (const gap of gaps) times.push(times.at(-1)! + gap);
	return times;
}

describe('the years of a log that was written within a year before its date', () => {
	it('are found whenever it began, however many years it spans, forward and backward', () => {
		fc.assert(
			fc.property(begins, steps, after, fc.boolean(), (begin, gaps, days, isBackward) => {
				const times = logOf(begin, gaps);
				const date = new Date((times.at(-1)! + days * DAY) * 1000).toISOString();
				const lines = isBackward ? times.toReversed() : times;
				expect(settled(lines.map(stamp), date)).toEqual(lines.map(dayOf));
			}),
			{ numRuns: 400 }
		);
	});
});

describe('the course of a source', () => {
	it('is that of its parts, wherever it is cut', () => {
		const zone = new Zone('UTC');
		const line = fc.integer({ min: 0, max: 4 * 366 });
		const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });
		fc.assert(
			fc.property(fc.array(line, { maxLength: 60 }), cuts, (days, sizes) => {
				const lines = days.map((day) => stamp(day * DAY));
				const latest = Date.UTC(1974, 0, 1) / 1000;
				const parts: (Course | null)[] = [];
				for (let at = 0, i = 0; at < lines.length; at += sizes[i++ % sizes.length]!) {
					const size = sizes[i % sizes.length]!;
					parts.push(read(lines.slice(at, at + size), null, latest, zone).course);
				}
				expect(sorted(joinedCourse(parts))).toEqual(sorted(read(lines, null, latest, zone).course));
			})
		);
	});
});

function sorted(course: Course | null): Course | null {
	if (course === null) return null;
	const stretches = course.stretches.map((stretch) => ({
		...stretch,
		years: stretch.years.toSorted((a, b) => a.relative - b.relative)
	}));
	return { ...course, stretches };
}
