import { isLeap } from './time.ts';
import type { Course, CourseYear, CourseStretch } from './year-course.ts';
import { wallSecondsIn } from './year-course.ts';
import type { Zone } from './zone.ts';

/** Which years the times of a source are of that name none, by where each stands in their course. */
export interface YearPlan {
	/** The year of those that are of the same year as the first of the source; by stretch, the last goes on. */
	bases: readonly number[];
	/** The latest relative year of which that holds, by stretch: a later one is of a clock that was wrong. */
	most: readonly number[];
	/** Whether no step from line to line is one to another year. */
	isOneYear: boolean;
}

/** The plan of a source whose first time without a year is of that year. */
export function planFrom(year: number): YearPlan {
	return { bases: [year], most: [Number.POSITIVE_INFINITY], isOneYear: false };
}

/** Until when a source can have been written, and where. */
export interface SourceDate {
	/** Seconds since 1970 UTC after which none of its events lies. */
	latest: number;
	zone: Zone;
}

/** No pattern of leap years needs more. */
const TRIES = 12;

/**
 * The years of a source whose times name none, by the order of its lines: one that runs on stays in one year or
 * goes into the next, a 29 February is of a leap year, and nothing is after the source's own date.
 * @returns null where the years that its times were given agree with that, or nothing can
 */
export function settledYears(course: Course | null, dated: SourceDate): YearPlan | null {
	if (course === null || course.isLost) return null;
	const plan = course.falls ? planOf(course, dated) : planOfOneYear(course, dated);
	return plan === null || agrees(course, plan) ? null : plan;
}

/** No line is earlier in the calendar than one before: all are of one year, however long it is silent between. */
function planOfOneYear({ stretches }: Course, dated: SourceDate): YearPlan | null {
	const years = stretches.flatMap((stretch) => stretch.years);
	const base = newestBase(
		years.map((year) => ({ ...year, relative: 0 })),
		dated
	);
	if (base === null) return null;
	return { bases: [base], most: [Number.POSITIVE_INFINITY], isOneYear: true };
}

/** Stretches that follow one another as one log does. */
interface Run {
	stretches: readonly CourseStretch[];
	/** The relative year of its first line. */
	first: number;
}

function planOf(course: Course, dated: SourceDate): YearPlan | null {
	const isOnward = course.onward >= course.back;
	const runs = runsOf(course.stretches, isOnward ? 'fall' : 'rise');
	const bases: number[] = [];
	const most: number[] = [];
	let limit = Number.POSITIVE_INFINITY;
	// From the newest on: the end of a log that goes on, the beginning of one that has its newest line first.
	for (const { stretches, first } of isOnward ? runs.reverse() : runs) {
		const reference = isOnward ? stretches.at(-1)!.last : first;
		const years = stretches
			.flatMap((stretch) => stretch.years)
			.filter(({ relative }) => relative <= reference);
		const base = newestBase(years, dated, limit);
		if (base === null) return null;
		limit = base;
		bases.push(...stretches.map(() => base));
		most.push(...stretches.map(() => reference));
	}
	return isOnward
		? { bases: bases.reverse(), most: most.reverse(), isOneYear: false }
		: { bases, most, isOneYear: false };
}

function runsOf(stretches: readonly CourseStretch[], broken: 'rise' | 'fall'): Run[] {
	const runs: (Run & { stretches: CourseStretch[] })[] = [];
	let first = 0;
	for (const stretch of stretches) {
		if (runs.length === 0 || stretch.step === broken) runs.push({ stretches: [stretch], first });
		else runs.at(-1)!.stretches.push(stretch);
		first = stretch.last;
	}
	return runs;
}

/** The newest year of the source's first line with which none of these is after its date, or on a day that is none. */
function newestBase(
	years: readonly CourseYear[],
	dated: SourceDate,
	limit = Number.POSITIVE_INFINITY
): number | null {
	const relatives = years.map(({ relative }) => relative);
	const newest = new Date(dated.latest * 1000).getUTCFullYear() + 1;
	const least = newest - Math.max(...relatives) - TRIES;
	for (let base = Math.min(limit, newest - Math.min(...relatives)); base >= least; base--)
		if (years.every((year) => fits(year, base, dated))) return base;
	return null;
}

function fits(
	{ relative, latest, hasLeapDay }: CourseYear,
	base: number,
	dated: SourceDate
): boolean {
	const year = base + relative;
	if (hasLeapDay && !isLeap(year)) return false;
	const seconds = wallSecondsIn(year, latest);
	return seconds - dated.zone.offsetAtLocal(seconds) <= dated.latest;
}

function agrees({ stretches }: Course, { bases, most, isOneYear }: YearPlan): boolean {
	return stretches.every(({ years }, i) =>
		years.every(({ relative, given: [least, greatest] }) => {
			if (!isOneYear && relative > most[i]!) return true;
			const year = isOneYear ? bases[0]! : bases[i]! + relative;
			return least === year && greatest === year;
		})
	);
}
