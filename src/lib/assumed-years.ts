import { wallSeconds, type WallClock } from './time.ts';
import type { Zone } from './zone.ts';

const JANUARY = 1;
const DECEMBER = 12;

/**
 * Gives a year to times that name none: so that the time is the newest one not after `latest`; or, where a year is
 * given, that year to the first such time and to the others as they follow: a January after a December is of the
 * next year, a December after a January of the year before.
 */
export class AssumedYears {
	/** Years that were given to times. */
	readonly given = new Set<number>();
	readonly #zone: Zone;
	/** The year of the first time, or that of the last one; null where the newest is chosen. */
	#year: number | null;
	/** The month of the last time. */
	#month = 0;
	readonly #latest: number;
	readonly #latestYear: number;
	#last = Number.NaN;

	/**
	 * @param zone zone of times that name none
	 * @param year year of the first time; null to choose the newest that is not in the future
	 * @param latest seconds since 1970 after which no event of the source can lie (the file's own date)
	 */
	constructor(zone: Zone, year: number | null, latest: number) {
		this.#zone = zone;
		this.#year = year;
		// A day beyond the file's date is let pass: clocks differ, and a file's date may be of another zone.
		this.#latest = latest + 86_400;
		this.#latestYear = new Date(this.#latest * 1000).getUTCFullYear();
	}

	/** Sets the year of a time by the rest of it. */
	complete(clock: WallClock): void {
		if (this.#year === null) this.#setNewest(clock);
		else clock.year = this.#yearAfter(this.#year, clock.month);
	}

	/** Takes the year that was set for given, where it makes a time. */
	keep({ year, month }: WallClock): void {
		this.#month = month;
		if (this.#year !== null) this.#year = year;
		if (year === this.#last) return;
		this.#last = year;
		this.given.add(year);
	}

	/**
	 * The year that follows from the time before. Only the two months at the turn tell of one: a log that is
	 * silent for half a year, or out of order by days, stays in its year.
	 */
	#yearAfter(year: number, month: number): number {
		if (month === JANUARY && this.#month === DECEMBER) return year + 1;
		if (month === DECEMBER && this.#month === JANUARY) return year - 1;
		return year;
	}

	#setNewest(clock: WallClock): void {
		clock.year = this.#latestYear;
		for (let tries = 8; tries > 0; tries--, clock.year--) {
			const seconds = wallSeconds(clock);
			if (seconds !== null && seconds - this.#zone.offsetAtLocal(seconds) <= this.#latest) break;
		}
	}
}
