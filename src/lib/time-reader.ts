import { AssumedYears } from './assumed-years.ts';
import { asciiInto, bytesOf, isDigit, textOf } from './bytes.ts';
import { LocalTimes, type DoubtfulTimes } from './local-times.ts';
import { LastTime } from './last-time.ts';
import type { YearPlan } from './settled-years.ts';
import { microsOf, monthAt, monthOf, wallSeconds, type WallClock } from './time.ts';
import { digits, isDateMark } from './time-digits.ts';
import type { Course } from './year-course.ts';
import type { Zone } from './zone.ts';
import { zoneOffset } from './zone-offset.ts';

/** Room for a time in text. */
const scratch = new Uint8Array(64);
const ctimeShape =
	/^(?:[A-Z][a-z]{2},? +)?([A-Za-z]{3}) +(\d\d?) +(\d\d:\d\d:\d\d)(?: +([A-Z]{1,5}|(?:UTC|GMT)?[+-][\d:]{1,5}))? +(\d{4})(?: +([A-Z]{1,5}|(?:UTC|GMT)?[+-][\d:]{1,5}))?$/;

/**
 * Reads the times that logs write. What a format leaves out is completed: the zone from the settings, the year by
 * the other times. What was assumed is remembered, for the receipt to say.
 */
export class TimeReader {
	/** Set once a time without a zone was read. */
	assumedZone = false;
	readonly #years: AssumedYears;
	readonly #local: LocalTimes;
	/** The part below the second that `#fraction` read last. */
	#micros = 0;
	readonly #lastSyslog = new LastTime();
	readonly #lastCommonLog = new LastTime();
	readonly #clock: WallClock = {
		year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, micros: 0
	}; // prettier-ignore

	/**
	 * @param zone zone of times that name none
	 * @param years which years times are of that name none; null to choose the newest that is not in the future
	 * @param latest seconds since 1970 after which no event of the source can lie
	 */
	constructor(zone: Zone, years: YearPlan | null, latest: number) {
		this.#local = new LocalTimes(zone);
		this.#years = new AssumedYears(zone, years, latest);
	}

	/** Years that were given to times without one. */
	get assumedYears(): ReadonlySet<number> {
		return this.#years.given;
	}

	/** How many local times the zone has twice, or never. */
	get doubtful(): DoubtfulTimes {
		return this.#local.doubtful;
	}

	/** How the times without a year followed each other; null where there were none. */
	get yearCourse(): Course | null {
		return this.#years.course;
	}

	/**
	 * `YYYY-MM-DD[T ]HH:MM[:SS[.fraction]][ ][ZONE]` over the whole range; `/` may stand for the
	 * dashes, and with a dash for the T so may `:`. Null for anything else.
	 */
	iso(bytes: Uint8Array, start: number, end: number): number | bigint | null {
		const clock = this.#clock;
		const year = digits(bytes, start, 4);
		const month = digits(bytes, start + 5, 2);
		const day = digits(bytes, start + 8, 2);
		if (year < 0 || month < 0 || day < 0 || end - start < 16) return null;
		const mark = bytes[start + 10];
		const between = bytes[start + 4];
		if (!isDateMark(between) && !(between === 58 && mark === 45)) return null;
		if (bytes[start + 7] !== between) return null;
		if (mark !== 84 && mark !== 116 && mark !== 32 && mark !== 45) return null;
		clock.year = year;
		clock.month = month;
		clock.day = day;
		const at = this.#clockTime(bytes, start + 11, end);
		return at < 0 ? null : this.#finishZoned(bytes, at, end);
	}

	/** The same from text. */
	isoText(text: string): number | bigint | null {
		const length = asciiInto(scratch, text);
		if (length >= 0) return this.iso(scratch, 0, length);
		const bytes = bytesOf(text);
		return this.iso(bytes, 0, bytes.length);
	}

	/**
	 * `Mon DD [YYYY ]HH:MM:SS[.fraction][ ZONE]`, day padded by a blank or a nought, the zone as `zoneOffset` reads it.
	 */
	syslog(bytes: Uint8Array, start: number, end: number): number | bigint | null {
		const last = this.#lastSyslog;
		return last.isOf(bytes, start, end)
			? last.time
			: last.keep(bytes, start, end, this.#readSyslog(bytes, start, end));
	}

	#readSyslog(bytes: Uint8Array, start: number, end: number): number | bigint | null {
		const clock = this.#clock;
		const month = monthAt(bytes, start);
		if (month === null || bytes[start + 3] !== 32) return null;
		let at = start + 4;
		while (bytes[at] === 32 && at < end) at++;
		const width = isDigit(bytes[at + 1]) ? 2 : 1;
		const day = digits(bytes, at, width);
		if (day < 0 || bytes[at + width] !== 32) return null;
		clock.month = month;
		clock.day = day;
		at += width + 1;
		const year = bytes[at + 4] === 32 ? digits(bytes, at, 4) : -1;
		at = this.#clockTime(bytes, year < 0 ? at : at + 5, end);
		if (at < 0) return null;
		if (year < 0) return this.#finishYearless(bytes, at, end);
		clock.year = year;
		return this.#finishZoned(bytes, at, end);
	}

	/** `DD/Mon/YYYY:HH:MM:SS ±HHMM`, as web servers write it. */
	commonLog(bytes: Uint8Array, start: number, end: number): number | bigint | null {
		const last = this.#lastCommonLog;
		return last.isOf(bytes, start, end)
			? last.time
			: last.keep(bytes, start, end, this.#readCommonLog(bytes, start, end));
	}

	#readCommonLog(bytes: Uint8Array, start: number, end: number): number | bigint | null {
		const clock = this.#clock;
		const day = digits(bytes, start, 2);
		const month = monthAt(bytes, start + 3);
		const year = digits(bytes, start + 7, 4);
		if (day < 0 || month === null || year < 0 || bytes[start + 11] !== 58) return null;
		if (bytes[start + 2] !== 47 || bytes[start + 6] !== 47) return null;
		clock.year = year;
		clock.month = month;
		clock.day = day;
		const at = this.#clockTime(bytes, start + 12, end);
		return at < 0 ? null : this.#finishZoned(bytes, at, end);
	}

	/** `MM/DD[/YY[YY]]-HH:MM:SS.micros`, as Snort and Suricata write it. */
	monthDay(bytes: Uint8Array, start: number, end: number): number | bigint | null {
		const clock = this.#clock;
		const month = digits(bytes, start, 2);
		const day = digits(bytes, start + 3, 2);
		if (month < 0 || day < 0 || bytes[start + 2] !== 47) return null;
		clock.month = month;
		clock.day = day;
		const hasYear = bytes[start + 5] === 47;
		const width = hasYear && isDigit(bytes[start + 8]) ? 4 : 2;
		const mark = hasYear ? start + 6 + width : start + 5;
		if (bytes[mark] !== 45) return null;
		const at = this.#clockTime(bytes, mark + 1, end);
		if (at !== end) return null;
		if (!hasYear) return this.#finishYearless(bytes, at, end);
		const year = digits(bytes, start + 6, width);
		if (year < 0) return null;
		clock.year = width === 2 ? year + 2000 : year;
		return this.#finishLocal();
	}

	/**
	 * `[Www ]Mon DD HH:MM:SS[ ZONE] YYYY[ ZONE]`, as C's `ctime` and the command `date` write it. Of zones
	 * by name only UTC and GMT are known: other abbreviations stand for more than one offset, and are no time.
	 */
	ctime(bytes: Uint8Array, start: number, end: number): number | bigint | null {
		const parts = ctimeShape.exec(textOf(bytes, start, end));
		if (parts === null) return null;
		const [, month, day, clock, zone = '', year, zoneBehind = ''] = parts;
		const number = monthOf(month!);
		if (number === null || (zone !== '' && zoneBehind !== '')) return null;
		const two = (value: string | number) => String(value).padStart(2, '0');
		const iso = bytesOf(`${year}-${two(number)}-${two(day!)} ${clock}${zone}${zoneBehind}`);
		return this.iso(iso, 0, iso.length);
	}

	/** Seconds since 1970 with an optional fraction, negative ones too; six decimals are kept. */
	epoch(bytes: Uint8Array, start: number, end: number): number | bigint | null {
		const negative = bytes[start] === 45;
		let at = negative ? start + 1 : start;
		if (!isDigit(bytes[at]) || at >= end) return null;
		let seconds = 0;
		while (at < end && isDigit(bytes[at])) seconds = seconds * 10 + bytes[at++]! - 48;
		this.#micros = 0;
		if (at < end && bytes[at] === 46) at = this.#fraction(bytes, at + 1, end);
		if (at !== end || seconds > 253_402_300_799) return null;
		return negative ? microsOf(-seconds, -this.#micros) : microsOf(seconds, this.#micros);
	}

	/** Reads `HH:MM[:SS[.fraction]]` into the clock; where it ended, or -1. */
	#clockTime(bytes: Uint8Array, start: number, end: number): number {
		const clock = this.#clock;
		clock.hour = digits(bytes, start, 2);
		clock.minute = digits(bytes, start + 3, 2);
		clock.second = 0;
		clock.micros = 0;
		if (start + 5 > end || clock.hour < 0 || clock.minute < 0 || bytes[start + 2] !== 58) return -1;
		if (bytes[start + 5] !== 58 || start + 5 >= end) return start + 5;
		clock.second = digits(bytes, start + 6, 2);
		if (clock.second < 0 || start + 8 > end) return -1;
		const mark = bytes[start + 8];
		if (start + 8 >= end || (mark !== 46 && mark !== 44)) return start + 8;
		const at = this.#fraction(bytes, start + 9, end);
		clock.micros = this.#micros;
		return at === start + 9 ? -1 : at;
	}

	/** Reads decimals into `#micros`, and answers where they end. */
	#fraction(bytes: Uint8Array, start: number, end: number): number {
		let at = start;
		let micros = 0;
		let scale = 100_000;
		for (; at < end && isDigit(bytes[at]); at++) {
			if (scale >= 1) micros += (bytes[at]! - 48) * scale;
			scale /= 10;
		}
		this.#micros = micros;
		return at;
	}

	#finishZoned(bytes: Uint8Array, at: number, end: number): number | bigint | null {
		while (at < end && bytes[at] === 32) at++;
		if (at === end) return this.#finishLocal();
		const seconds = wallSeconds(this.#clock);
		const offset = zoneOffset(bytes, at, end);
		if (seconds === null || offset === null) return null;
		return microsOf(seconds - offset, this.#clock.micros);
	}

	#finishLocal(): number | bigint | null {
		const seconds = wallSeconds(this.#clock);
		if (seconds === null) return null;
		this.assumedZone = true;
		return microsOf(this.#local.instantOf(seconds), this.#clock.micros);
	}

	#finishYearless(bytes: Uint8Array, at: number, end: number): number | bigint | null {
		this.#years.complete(this.#clock);
		const time = this.#finishZoned(bytes, at, end);
		if (time !== null) this.#years.keep(this.#clock);
		return time;
	}
}
