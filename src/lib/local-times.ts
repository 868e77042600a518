import type { Zone } from './zone.ts';

/** Lines are late by no more seconds; a clock that is put back goes back by more. */
const LATE = 60;
const HOUR = 3600;
const QUARTER = 900;

/** How many local times of a source the zone that it was read in has twice, or never. */
export interface DoubtfulTimes {
	/** Of those that occur twice, the ones that the line before tells. */
	told: number;
	/** And those that were read as the first of the two. */
	untold: number;
	/** Those that no clock of the zone shows. */
	skipped: number;
	/** Whether the first local time of all is one that occurs twice. */
	begins: boolean;
}

/**
 * Finds the instants of local times, line after line. One that occurs twice is the second where the lines went back from
 * it, or the line before was in the second hour already; in a source whose lines go back elsewhere too that tells nothing.
 */
export class LocalTimes {
	readonly doubtful: DoubtfulTimes = { told: 0, untold: 0, skipped: 0, begins: false };
	readonly #zone: Zone;
	/** The instant of the line before, in seconds; NaN before the first. */
	#last = Number.NaN;
	#goesBack = false;
	/** What the zone says of the quarter of an hour at hand. */
	#quarter = Number.NaN;
	#offset = 0;
	#second: number | null = null;
	#isSkipped = false;

	constructor(zone: Zone) {
		this.#zone = zone;
	}

	/** Seconds since 1970 UTC of a wall clock, given as if it were UTC. */
	instantOf(wall: number): number {
		if (Math.floor(wall / QUARTER) !== this.#quarter) this.#turnTo(wall);
		const first = wall - this.#offset;
		if (Number.isNaN(this.#last)) this.doubtful.begins = this.#second !== null;
		const instant = this.#second === null ? first : this.#choose(first, wall - this.#second);
		if (this.#second === null && instant < this.#last - LATE) this.#goesBack = true;
		if (this.#isSkipped) this.doubtful.skipped++;
		return (this.#last = instant);
	}

	/** No zone changes its offset within a quarter of an hour. */
	#turnTo(wall: number): void {
		this.#quarter = Math.floor(wall / QUARTER);
		this.#offset = this.#zone.offsetAtLocal(wall);
		this.#second = this.#zone.secondOffsetAtLocal(wall);
		this.#isSkipped = this.#zone.isSkipped(wall);
	}

	#choose(first: number, second: number): number {
		const tells = !this.#goesBack && Math.abs(this.#last - first) <= 2 * HOUR;
		if (tells) this.doubtful.told++;
		else this.doubtful.untold++;
		return tells && first < this.#last - LATE ? second : first;
	}
}

/** Those of the parts of a source. */
export function summedDoubts(parts: readonly DoubtfulTimes[]): DoubtfulTimes {
	const sum = (of: (part: DoubtfulTimes) => number) =>
		parts.reduce((all, part) => all + of(part), 0);
	return {
		told: sum(({ told }) => told),
		untold: sum(({ untold }) => untold),
		skipped: sum(({ skipped }) => skipped),
		begins: parts[0]?.begins ?? false
	};
}

/** Sentences for the receipt. */
export function doubtNotes(
	{ told, untold, skipped }: Omit<DoubtfulTimes, 'begins'>,
	zone: string
): string[] {
	const notes: string[] = [];
	const times = (count: number) => `${count} local ${count === 1 ? 'time' : 'times'}`;
	if (told > 0)
		notes.push(
			`${times(told)} that ${zone} has twice: which of the two, the order of the lines told`
		);
	if (untold > 0)
		notes.push(
			`${times(untold)} that ${zone} has twice were read as the first, for nothing told which`
		);
	if (skipped > 0)
		notes.push(
			`${times(skipped)} that ${zone} never has were read with the offset from before the clock was put on`
		);
	return notes;
}
