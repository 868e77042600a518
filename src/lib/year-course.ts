import { daysFromCivil, isLeap, type WallClock } from './time.ts';

const DAY = 86_400;
/** Lines are late by no more; a larger step is a silence, or another log behind the one before. */
const LATE = 31 * DAY;
/** Nobody can tell a silence of more than a quarter across New Year from a step within the year. */
const QUARTER = 92 * DAY;
/** As long as the days of a leap year. */
const YEAR = 366 * DAY;
/** A source of more stretches than this has no order that could tell anything. */
const MOST = 2_000;

/** The day of the year that the 29th of February is, from 0. */
const LEAP_DAY = 31 + 28;

const dayOfMonth = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335] as const;

/** Times without a year that the order of their lines puts into one, relative to that of the first. */
export interface CourseYear {
	relative: number;
	/** The latest of them, in seconds of a leap year. */
	latest: number;
	/** Whether a 29 February is among them. */
	hasLeapDay: boolean;
	/** The least and the greatest year that any of them was given. */
	given: readonly [least: number, greatest: number];
}

/** Lines between which no step is larger than lateness and New Year explain. */
export interface CourseStretch {
	/** How the first of them lies in the calendar to the line before; null for the first of the source. */
	step: 'rise' | 'fall' | null;
	/** The relative year that its last line is of. */
	last: number;
	years: readonly CourseYear[];
}

/** How the times without a year follow each other in a source, or in a part of one. */
export interface Course {
	/** Seconds of a leap year. */
	first: number;
	last: number;
	stretches: readonly CourseStretch[];
	/** Steps from one line to the next that go on in time, and those that go back; not those between stretches. */
	onward: number;
	back: number;
	/** Whether a line is earlier in the calendar than the one before it by more than a day. */
	falls: boolean;
	/** Whether there are too many stretches for an order to be in them; not all are told then. */
	isLost: boolean;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type OpenYear = Omit<Mutable<CourseYear>, 'given'> & { given: [number, number] };
type OpenStretch = Omit<Mutable<CourseStretch>, 'years'> & { years: OpenYear[] };
type OpenCourse = Omit<Mutable<Course>, 'stretches'> & { stretches: OpenStretch[] };

/** What a step in the calendar says: of another year (1 or -1), of the same one (0), or nothing. */
type Step = 1 | 0 | -1 | 'rise' | 'fall';

function stepOf(difference: number): Step {
	if (difference <= QUARTER - YEAR) return 1;
	if (difference >= YEAR - QUARTER) return -1;
	if (difference < -LATE) return 'fall';
	return difference > LATE ? 'rise' : 0;
}

/** Seconds of a leap year at which a clock stands. */
export function yearSeconds({ month, day, hour, minute, second }: WallClock): number {
	return (dayOfMonth[month - 1]! + day - 1) * DAY + hour * 3600 + minute * 60 + second;
}

/** Seconds since 1970 of a year's own clock at so many seconds of a leap year; those of the next day for a day that it has not. */
export function wallSecondsIn(year: number, at: number): number {
	const missing = isLeap(year) || at < (LEAP_DAY + 1) * DAY ? 0 : DAY;
	return daysFromCivil(year, 1, 1) * DAY + at - missing;
}

/** Where a time would stand in the course of those before it. */
export interface CourseStanding {
	/** Number of its stretch. */
	stretch: number;
	/** Its year, relative to that of the first. */
	relative: number;
}

/** Follows the times without a year of a source, line after line. */
export class YearCourse {
	#course: OpenCourse | null = null;
	/** The year that the last line is of. */
	#year: OpenYear | null = null;

	/** Null where there was no time. */
	get course(): Course | null {
		return this.#course;
	}

	/** @param at seconds of a leap year */
	standingOf(at: number): CourseStanding {
		const course = this.#course;
		if (course === null) return { stretch: 0, relative: 0 };
		const step = stepOf(at - course.last);
		const { relative } = this.#year!;
		const stretch = course.stretches.length - 1;
		if (typeof step === 'number') return { stretch, relative: relative + step };
		return { stretch: stretch + 1, relative };
	}

	/** Takes a time and the year that it was given. */
	take(at: number, given: number): void {
		if (this.#course?.isLost) return;
		this.#course = taken(this.#course, at, this.standingOf(at));
		const { stretches } = this.#course;
		const year = yearOf(stretches.at(-1)!, given);
		this.#course.isLost = stretches.length > MOST || stretches.at(-1)!.years.length > MOST;
		if (at > year.latest) year.latest = at;
		if (Math.floor(at / DAY) === LEAP_DAY) year.hasLeapDay = true;
		if (given < year.given[0]) year.given[0] = given;
		if (given > year.given[1]) year.given[1] = given;
		this.#year = year;
	}
}

/** The course behind one more line. */
function taken(
	course: OpenCourse | null,
	at: number,
	{ stretch, relative }: CourseStanding
): OpenCourse {
	if (course === null) return begun(at);
	const difference = at - course.last;
	countStep(course, difference);
	if (stretch === course.stretches.length) {
		const step = difference < 0 ? 'fall' : 'rise';
		course.stretches.push({ step, last: relative, years: [] });
	}
	course.stretches[stretch]!.last = relative;
	course.last = at;
	return course;
}

function begun(at: number): OpenCourse {
	const stretches = [{ step: null, last: 0, years: [] }];
	return { first: at, last: at, stretches, onward: 0, back: 0, falls: false, isLost: false };
}

function countStep(course: Mutable<Omit<Course, 'stretches'>>, difference: number): void {
	const step = stepOf(difference);
	const isOnward = step === 0 ? difference > 0 : step === 1;
	if (isOnward) course.onward++;
	else if (step === -1 || (step === 0 && difference < 0)) course.back++;
	if (difference < -DAY) course.falls = true;
}

/** What is known of the year that the last line of a stretch is of. */
function yearOf({ years, last }: OpenStretch, given: number): OpenYear {
	const newest = years.at(-1);
	if (newest?.relative === last) return newest;
	const known = years.findIndex(({ relative }) => relative === last);
	const year: OpenYear =
		known >= 0
			? years.splice(known, 1)[0]!
			: { relative: last, latest: 0, hasLeapDay: false, given: [given, given] };
	years.push(year);
	return year;
}

/** The course of a source from those of its parts, in their order; null where none has times. */
export function joinedCourse(parts: readonly (Course | null)[]): Course | null {
	return parts.reduce<Course | null>((before, part) => {
		if (before === null || part === null) return before ?? part;
		return behind(before, part);
	}, null);
}

function behind(before: Course, part: Course): Course {
	const course = { ...before, last: part.last };
	course.onward += part.onward;
	course.back += part.back;
	course.falls ||= part.falls;
	course.isLost ||= part.isLost;
	const difference = part.first - before.last;
	countStep(course, difference);
	const step = stepOf(difference);
	const from = before.stretches.at(-1)!.last + (typeof step === 'number' ? step : 0);
	const [next, ...others] = part.stretches.map((stretch) => shifted(stretch, from));
	const ended =
		typeof step === 'number'
			? [...before.stretches.slice(0, -1), together(before.stretches.at(-1)!, next!)]
			: [...before.stretches, { ...next!, step }];
	return { ...course, stretches: [...ended, ...others] };
}

function shifted(stretch: CourseStretch, by: number): CourseStretch {
	const years = stretch.years.map((year) => ({ ...year, relative: year.relative + by }));
	return { ...stretch, last: stretch.last + by, years };
}

function together(a: CourseStretch, b: CourseStretch): CourseStretch {
	const added = b.years.filter(({ relative }) => !a.years.some((y) => y.relative === relative));
	const years = a.years.map((year) => {
		const same = b.years.find(({ relative }) => relative === year.relative);
		return same === undefined ? year : united(year, same);
	});
	return { step: a.step, last: b.last, years: [...years, ...added] };
}

function united(a: CourseYear, b: CourseYear): CourseYear {
	return {
		relative: a.relative,
		latest: Math.max(a.latest, b.latest),
		hasLeapDay: a.hasLeapDay || b.hasLeapDay,
		given: [Math.min(a.given[0], b.given[0]), Math.max(a.given[1], b.given[1])]
	};
}
