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
	// Stretches of one pace, as logs have them.
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
 * Whether a source speaks for a moment: a record of it is no further than half the bound, so that two records
 * cover what lies between them where that is no longer than the bound.
 */
export function speaksFor(times: Source, moment: number, bound: number): boolean {
	return times.some((time) => Math.abs(time - moment) <= bound / 2);
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
