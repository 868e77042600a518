import { Failure } from './failure.ts';

/** Until 1800 every place kept its own sun's time; beyond the year 9999 a Date soon knows none at all. */
const EARLIEST = Date.UTC(1800, 0, 1) / 1000;
const LATEST = Date.UTC(9999, 11, 31) / 1000;

/**
 * Offsets of a time zone given by IANA name (`Europe/Berlin`), by `UTC`, or as `+02:00`.
 * A local time that daylight saving skips is read with the offset before the change; one that occurs
 * twice is its first occurrence.
 */
export class Zone {
	/** As it was given. */
	readonly name: string;
	readonly #fixed: number | null;
	readonly #format: Intl.DateTimeFormat | null;
	readonly #cache = new Map<number, number>();

	/** Throws a `usage` failure where the name is not known. */
	constructor(name: string) {
		this.name = name;
		this.#fixed = fixedOffset(name);
		this.#format = this.#fixed === null ? formatOf(name) : null;
	}

	/** Whether it is UTC by whatever name, at every time. */
	get isUtc(): boolean {
		return this.#fixed === 0;
	}

	/** Seconds to add to UTC, at a time given in seconds since 1970 UTC. */
	offsetAt(seconds: number): number {
		return this.#fixed ?? this.#offsetAtUtc(seconds);
	}

	/** Seconds to add to UTC, at a local wall-clock time given as if it were UTC seconds. */
	offsetAtLocal(localSeconds: number): number {
		if (this.#fixed !== null) return this.#fixed;
		const before = this.#offsetAtUtc(localSeconds - 86_400);
		const guess = this.#offsetAtUtc(localSeconds - before);
		if (guess === before) return before;
		const after = this.#offsetAtUtc(localSeconds - guess);
		return after === guess && guess < before ? this.#firstOf(localSeconds, before, guess) : after;
	}

	/** The offset of its second occurrence, for a local time that occurs twice; null for every other. */
	secondOffsetAtLocal(localSeconds: number): number | null {
		if (this.#fixed !== null) return null;
		const first = this.#offsetAtUtc(localSeconds - 86_400);
		const second = this.#offsetAtUtc(localSeconds + 86_400);
		if (second >= first) return null;
		const occursTwice =
			this.#offsetAtUtc(localSeconds - first) === first &&
			this.#offsetAtUtc(localSeconds - second) === second;
		return occursTwice ? second : null;
	}

	/** Whether no clock of the zone ever shows a local time: it was put on past it. */
	isSkipped(localSeconds: number): boolean {
		const offset = this.offsetAtLocal(localSeconds);
		return this.offsetAt(localSeconds - offset) !== offset;
	}

	#firstOf(localSeconds: number, before: number, after: number): number {
		return this.#offsetAtUtc(localSeconds - before) === before ? before : after;
	}

	/** Cached by the quarter of an hour: no zone changes its offset within one. */
	#offsetAtUtc(seconds: number): number {
		const quarter = Math.floor(Math.max(EARLIEST, Math.min(LATEST, seconds)) / 900);
		const known = this.#cache.get(quarter);
		if (known !== undefined) return known;
		const offset = computedOffset(this.#format!, quarter * 900);
		this.#cache.set(quarter, offset);
		return offset;
	}
}

export const utc = new Zone('UTC');

function fixedOffset(name: string): number | null {
	if (/^((etc\/)?(utc|uct|gmt|zulu|universal)|z)$/i.test(name)) return 0;
	const match = /^([+-])(\d\d):?(\d\d)$/.exec(name);
	if (match === null) return null;
	const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
	return match[1] === '-' ? -seconds : seconds;
}

function formatOf(name: string): Intl.DateTimeFormat {
	try {
		return new Intl.DateTimeFormat('en-US', {
			timeZone: name,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric'
		});
	} catch (cause) {
		throw new Failure('usage', `time zone not known: ${name}`, { cause });
	}
}

function computedOffset(format: Intl.DateTimeFormat, seconds: number): number {
	const part: Record<string, number> = {};
	for (const { type, value } of format.formatToParts(seconds * 1000)) part[type] = Number(value);
	const { year, month, day, hour, minute, second } = part;
	return Date.UTC(year!, month! - 1, day, hour, minute, second) / 1000 - seconds;
}
