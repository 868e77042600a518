import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refreshCoverage } from '#engine/store/coverage.ts';
import { coverageNeed, missingQuery, neededRange } from '#engine/store/missing.ts';
import { silenceMinutes } from '#engine/store/silence.ts';
import { emptyBench, type Bench } from './support/evidence.ts';

/**
 * Drawn sources of one host, read by the real database and by a second account of the same promise, which
 * looks at each moment by itself. Many such worlds, each a host of its own, are asked in one query.
 */

let bench: Bench;
beforeAll(async () => void (bench = await emptyBench()));
afterAll(() => bench.engine.close());

/** Seconds at which a source has records, in order. */
type Source = readonly number[];

interface World {
	sources: readonly Source[];
	/** A moment, and half the width of the window around it, in seconds. */
	windows: readonly { at: number; half: number }[];
}

const BOUND = silenceMinutes.host! * 60;

/** Silences about those that matter, so that each side of every limit is drawn often. */
const silence = fc.oneof(
	fc.nat({ max: 90 }),
	fc
		.constantFrom(0.5, 1, 2, 3, 4)
		.chain((times) => fc.integer({ min: -1, max: 1 }).map((off) => BOUND * times + off)),
	fc.nat({ max: 6 * BOUND })
);
/** Stretches of one rhythm, as logs have them. */
const source: fc.Arbitrary<Source> = fc
	.tuple(
		fc.nat({ max: 20 * BOUND }),
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

const world: fc.Arbitrary<World> = fc
	.array(source, { minLength: 1, maxLength: 3 })
	.chain((sources) => {
		const near = fc
			.tuple(fc.constantFrom(...sources.flat()), fc.integer({ min: -3 * BOUND, max: 3 * BOUND }))
			.map(([time, off]) => time + off);
		const half = fc.constantFrom(0, 0, 60, BOUND, 4 * BOUND);
		const windows = fc.array(fc.record({ at: near, half }), { minLength: 4, maxLength: 8 });
		return fc.record({ sources: fc.constant(sources), windows });
	});
const worlds = fc.array(world, { minLength: 40, maxLength: 40 });

/** For each window of each world whether the database says that nothing is missing. */
async function covered(drawn: readonly World[]): Promise<boolean[][]> {
	const records = drawn.flatMap(({ sources }, w) =>
		sources.map((times, s) => `('h${w}', 's${s}', '${times.join()}')`)
	);
	await bench.connection.query(`DELETE FROM host;
		INSERT INTO host (host_ip, source_id, ts) SELECT h, s, make_timestamp(t::BIGINT * 1000000)
			FROM (SELECT h, s, unnest(string_split(times, ',')) AS t FROM (VALUES ${records.join(', ')}) AS r(h, s, times) WHERE times <> '')`);
	await refreshCoverage(bench.connection, ['host']);
	const halves = [...new Set(drawn.flatMap(({ windows }) => windows.map(({ half }) => half)))];
	const missing = new Set<string>();
	for (const half of halves) for (const id of await missingWith(drawn, half)) missing.add(id);
	return drawn.map(({ windows }, w) => windows.map((_, i) => !missing.has(`${w} ${i}`)));
}

async function missingWith(drawn: readonly World[], half: number): Promise<string[]> {
	const alerts = drawn.flatMap(({ windows }, w) =>
		windows.flatMap((asked, i) =>
			asked.half === half ? [`('${w} ${i}', ${asked.at}, 'h${w}')`] : []
		)
	);
	const scope = `(SELECT a AS alert_id, make_timestamp(t::BIGINT * 1000000) AS ts, h AS dst_ip
		FROM (VALUES ${alerts.join(', ')}) AS r(a, t, h))`;
	const sight = coverageNeed('host', neededRange([`INTERVAL '${half} seconds'`]));
	const query = missingQuery([sight], scope);
	return (await bench.connection.query(query)).rows.map(([id]) => String(id));
}

/**
 * Whether a source speaks for a moment: a record of it is no further than half the bound, or the moment lies
 * between two records among a run of them whose silences are no longer than a multiple of the bound, which
 * lasts twenty times as long.
 */
function speaksFor(times: Source, moment: number): boolean {
	if (times.some((time) => Math.abs(time - moment) <= BOUND / 2)) return true;
	return [2, 3].some((multiple) => {
		const before = times.findLastIndex((time) => time <= moment);
		if (before < 0 || before === times.length - 1) return false;
		const isBorne = (i: number) => times[i + 1]! - times[i]! <= multiple * BOUND;
		let [from, to] = [before, before];
		if (!isBorne(before)) return false;
		while (from > 0 && isBorne(from - 1)) from--;
		while (to < times.length - 1 && isBorne(to)) to++;
		return times[to]! - times[from]! >= 20 * multiple * BOUND;
	});
}

/** The moments of a window at which the answer of any source may change, and one between each two. */
function momentsOf({ sources }: World, { at, half }: World['windows'][number]): number[] {
	const [lo, hi] = [at - half, at + half];
	const edges = sources.flat().flatMap((time) => [time - BOUND / 2, time, time + BOUND / 2]);
	const within = [lo, hi, ...edges.filter((edge) => edge > lo && edge < hi)].sort((a, b) => a - b);
	return within.flatMap((edge, i) => (i === 0 ? [edge] : [(within[i - 1]! + edge) / 2, edge]));
}

const someRuns = { numRuns: 2 };

it('a window is covered exactly where some source speaks for each of its moments', () =>
	fc.assert(
		fc.asyncProperty(worlds, async (drawn) => {
			const expected = drawn.map((one) =>
				one.windows.map((asked) =>
					momentsOf(one, asked).every((moment) =>
						one.sources.some((times) => speaksFor(times, moment))
					)
				)
			);
			expect(await covered(drawn)).toEqual(expected);
			// Both answers are drawn, or nothing was tried.
			expect(new Set(expected.flat()).size).toBe(2);
		}),
		someRuns
	));

it('no window is covered that holds no record and lies outside every source’s rhythm', () =>
	fc.assert(
		fc.asyncProperty(worlds, async (drawn) => {
			const answers = await covered(drawn);
			drawn.forEach(({ sources, windows }, w) =>
				windows.forEach(({ at, half }, i) => {
					const holds = sources.flat().some((time) => Math.abs(time - at) <= half);
					const isWithin = sources.some((times) => speaksFor(times, at));
					if (answers[w]![i]) expect(holds || isWithin).toBe(true);
				})
			);
		}),
		someRuns
	));

it('a further source covers nothing of another’s gap but where it has records of its own', () =>
	fc.assert(
		fc.asyncProperty(
			worlds,
			fc.array(source, { minLength: 40, maxLength: 40 }),
			async (drawn, more) => {
				const moments = drawn.map((one) => ({
					...one,
					windows: one.windows.map(({ at }) => ({ at, half: 0 }))
				}));
				const before = await covered(moments);
				const alone = await covered(moments.map((one, w) => ({ ...one, sources: [more[w]!] })));
				const after = await covered(
					moments.map((one, w) => ({ ...one, sources: [...one.sources, more[w]!] }))
				);
				expect(after).toEqual(before.map((row, w) => row.map((was, i) => was || alone[w]![i]!)));
			}
		),
		someRuns
	));

it('records that are lost never add to what is covered', () =>
	fc.assert(
		fc.asyncProperty(worlds, fc.infiniteStream(fc.nat({ max: 4 })), async (drawn, dice) => {
			const most = dice.next().value! + 1;
			const fewer = drawn.map((one) => ({
				...one,
				sources: one.sources.map((times) => times.filter(() => dice.next().value! < most))
			}));
			const [before, after] = [await covered(drawn), await covered(fewer)];
			after.forEach((row, w) => row.forEach((is, i) => expect(before[w]![i] || !is).toBe(true)));
		}),
		someRuns
	));
