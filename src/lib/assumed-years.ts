import type { YearPlan } from './settled-years.ts';
import { wallSeconds, type WallClock } from './time.ts';
import { YearCourse, yearSeconds, type Course } from './year-course.ts';
import type { Zone } from './zone.ts';

/**
 * Gives a year to times that name none: the one that a plan says, or else so that the time is the newest one not
 * after `latest`. Whether those of a whole source can then stand is told by their course.
 */
export class AssumedYears {
	/** Years that were given to times. */
	readonly given = new Set<number>();
	readonly #zone: Zone;
	readonly #plan: YearPlan | null;
	readonly #course = new YearCourse();
	readonly #latest: number;
	readonly #latestYear: number;
	#last = Number.NaN;

	/**
	 * @param zone zone of times that name none
	 * @param plan null to choose the newest that is not in the future
	 * @param latest seconds since 1970 after which no event of the source can lie
	 */
	constructor(zone: Zone, plan: YearPlan | null, latest: number) {
		this.#zone = zone;
		this.#plan = plan;
		this.#latest = latest;
		this.#latestYear = new Date(latest * 1000).getUTCFullYear();
	}

	/** How the times without a year follow each other; null where there were none. */
	get course(): Course | null {
		return this.#course.course;
	}

	/** Sets the year of a time by the rest of it. */
	complete(clock: WallClock): void {
		const planned = this.#plan === null ? null : this.#planned(this.#plan, clock);
		if (planned === null) this.#setNewest(clock);
		else clock.year = planned;
	}

	/** Takes the year that was set for given, where it makes a time. */
	keep(clock: WallClock): void {
		const { year } = clock;
		this.#course.take(yearSeconds(clock), year);
		if (year === this.#last) return;
		this.#last = year;
		this.given.add(year);
	}

	/** Null for a time that is later than any plan has a year for. */
	#planned({ bases, most, isOneYear }: YearPlan, clock: WallClock): number | null {
		if (isOneYear) return bases[0]!;
		const { stretch, relative } = this.#course.standingOf(yearSeconds(clock));
		const at = Math.min(stretch, bases.length - 1);
		return relative > most[at]! ? null : bases[at]! + relative;
	}

	#setNewest(clock: WallClock): void {
		clock.year = this.#latestYear;
		for (let tries = 8; tries > 0; tries--, clock.year--) {
			const seconds = wallSeconds(clock);
			if (seconds !== null && seconds - this.#zone.offsetAtLocal(seconds) <= this.#latest) break;
		}
	}
}
