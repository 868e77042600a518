import fc from 'fast-check';

/** Seconds at which a source has records, in order. */
export type Source = readonly number[];

/** A moment, and half the width of the window around it, in seconds. */
export interface Asked {
	at: number;
	half: number;
}

/** Sources of a kind of log of which so many seconds of silence are believed. */
export function drawnSource(bound: number): fc.Arbitrary<Source> {
	// Silences about those that matter, so that each side of every limit is drawn often.
	const silence = fc.oneof(
		fc.nat({ max: 90 }),
		fc
			.constantFrom(0.5, 1, 2, 3, 4)
			.chain((times) => fc.integer({ min: -1, max: 1 }).map((off) => bound * times + off)),
		fc.nat({ max: 6 * bound })
	);
	// Stretches of one rhythm, as logs have them.
	return fc
		.tuple(
			fc.nat({ max: 20 * bound }),
			fc.array(fc.tuple(silence, fc.oneof(fc.nat({ max: 3 }), fc.integer({ min: 18, max: 64 }))), {
				minLength: 1,
				maxLength: 5
			})
		)
		.map(([start, stretches]) => {
			const times = [start];
			for (const [gap, count] of stretches)
				for (let i = 0; i < count; i++) times.push(times.at(-1)! + gap);
			return times;
		});
}

/**
 * Whether a source speaks for a moment: a record of it is no further than half the bound, or the moment lies
 * between two records among a run of them whose silences are no longer than a multiple of the bound, which
 * lasts twenty times as long.
 */
export function speaksFor(times: Source, moment: number, bound: number): boolean {
	if (times.some((time) => Math.abs(time - moment) <= bound / 2)) return true;
	return [2, 3].some((multiple) => {
		const before = times.findLastIndex((time) => time <= moment);
		if (before < 0 || before === times.length - 1) return false;
		const isBorne = (i: number) => times[i + 1]! - times[i]! <= multiple * bound;
		let [from, to] = [before, before];
		if (!isBorne(before)) return false;
		while (from > 0 && isBorne(from - 1)) from--;
		while (to < times.length - 1 && isBorne(to)) to++;
		return times[to]! - times[from]! >= 20 * multiple * bound;
	});
}

/** The moments of a window at which the answer of any source may change, and one between each two. */
export function momentsOf(
	sources: readonly Source[],
	{ at, half }: Asked,
	bound: number
): number[] {
	const [lo, hi] = [at - half, at + half];
	const edges = sources.flat().flatMap((time) => [time - bound / 2, time, time + bound / 2]);
	const within = [lo, hi, ...edges.filter((edge) => edge > lo && edge < hi)].sort((a, b) => a - b);
	return within.flatMap((edge, i) => (i === 0 ? [edge] : [(within[i - 1]! + edge) / 2, edge]));
}
