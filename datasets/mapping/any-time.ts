import { calendarDay } from '#lib/calendar-day.ts';
import { bytesOf, isDigit, textOf } from '#lib/bytes.ts';
import type { TimeReader } from '#lib/time-reader.ts';

/** Digits of whole seconds since 1970 at most, and of milliseconds; more are micro- or nanoseconds. */
const SECONDS = 11;
const MILLISECONDS = 14;
const MICROSECONDS = 17;

/**
 * A time in any of the shapes that logs write, over the whole range: ISO 8601, a date, those of web servers,
 * of syslog, of Snort and of `ctime`, and numbers since 1970 whose length says their unit. Eight, twelve or fourteen
 * digits that the calendar has are a day, with a time of day behind it in twelve and fourteen: as seconds or milliseconds
 * they would be of 1970, or of a year to come. Null for others.
 */
export function anyTime(
	time: TimeReader,
	bytes: Uint8Array,
	start: number,
	end: number
): number | bigint | null {
	if (isNumber(bytes, start, end)) {
		const mayBeDay = lengthsOfDay.has(end - start);
		const day = mayBeDay ? inDigits(time, textOf(bytes, start, end)) : null;
		return day ?? sinceEpoch(time, bytes, start, end);
	}
	return (
		time.iso(bytes, start, end) ??
		time.commonLog(bytes, start, end) ??
		time.syslog(bytes, start, end) ??
		time.monthDay(bytes, start, end) ??
		calendarDay(bytes, start, end) ??
		time.ctime(bytes, start, end)
	);
}

/** Of `digitsOfDay`: a time since 1970, as nearly all are, is made no text for it. */
const lengthsOfDay = new Set([8, 12, 14]);
const digitsOfDay = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/;

function inDigits(time: TimeReader, text: string): number | bigint | null {
	const parts = digitsOfDay.exec(text);
	if (parts === null) return null;
	const [, year, month, day, hour, minute, second = '00'] = parts;
	const date = `${year}-${month}-${day}`;
	if (hour !== undefined) return time.isoText(`${date} ${hour}:${minute}:${second}`);
	const bytes = bytesOf(date);
	return calendarDay(bytes, 0, bytes.length);
}

function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
	let points = 0;
	for (let i = start; i < end; i++) {
		if (bytes[i] === 46) points++;
		else if (!isDigit(bytes[i])) return false;
	}
	return end > start && points <= 1;
}

function sinceEpoch(
	time: TimeReader,
	bytes: Uint8Array,
	start: number,
	end: number
): number | bigint | null {
	const point = bytes.subarray(start, end).indexOf(46);
	const digits = point < 0 ? end - start : point;
	if (digits <= SECONDS) return time.epoch(bytes, start, end);
	const number = Number(new TextDecoder().decode(bytes.subarray(start, end)));
	if (digits <= MILLISECONDS) return Math.round(number * 1000);
	const micros = digits <= MICROSECONDS ? number : number / 1000;
	return Number.isSafeInteger(Math.round(micros)) ? Math.round(micros) : null;
}
