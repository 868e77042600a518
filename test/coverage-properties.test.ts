import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refreshCoverage } from '#engine/derived/coverage.ts';
import { coverageNeed, missingQuery, neededRange } from '#engine/derived/missing.ts';
import { silenceMinutes } from '#engine/derived/silence.ts';
import {
	drawnSource,
	momentsOf,
	speaksFor,
	type Asked,
	type Source
} from './support/drawn-sources.ts';
import { emptyBench, type Bench } from './support/evidence.ts';

/**
 * Drawn sources of one host, read by the real database and by a second account of the same promise, which
 * looks at each moment by itself. Many such worlds, each a host of its own, are asked in one query.
 */

let bench: Bench;
beforeAll(async () => void (bench = await emptyBench()));
afterAll(() => bench.engine.close());

interface World {
	sources: readonly Source[];
	windows: readonly Asked[];
}

const BOUND = silenceMinutes.host! * 60;
const source = drawnSource(BOUND);

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

const someRuns = { numRuns: 2 };

it('a window is covered exactly where some source speaks for each of its moments', () =>
	fc.assert(
		fc.asyncProperty(worlds, async (drawn) => {
			const expected = drawn.map((one) =>
				one.windows.map((asked) =>
					momentsOf(one.sources, asked, BOUND).every((moment) =>
						one.sources.some((times) => speaksFor(times, moment, BOUND))
					)
				)
			);
			expect(await covered(drawn)).toEqual(expected);
			// Both answers are drawn, or nothing was tried.
			expect(new Set(expected.flat()).size).toBe(2);
		}),
		someRuns
	));

it('no window is covered that holds no record and is further from all than is believed of silence', () =>
	fc.assert(
		fc.asyncProperty(worlds, async (drawn) => {
			const answers = await covered(drawn);
			drawn.forEach(({ sources, windows }, w) =>
				windows.forEach(({ at, half }, i) => {
					const holds = sources.flat().some((time) => Math.abs(time - at) <= half);
					const isNear = sources.some((times) => speaksFor(times, at, BOUND));
					if (answers[w]![i]) expect(holds || isNear).toBe(true);
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

it('a silence is believed of a busy log no longer than of a quiet one, since the quiet one lies within it', () =>
	fc.assert(
		fc.asyncProperty(worlds, async (drawn) => {
			const asked = drawn.map((one) => ({
				...one,
				windows: one.windows.map(({ at }) => ({ at, half: 0 }))
			}));
			const silent = asked.map(({ sources, windows }) =>
				windows.map(({ at }) => !sources.flat().some((time) => Math.abs(time - at) * 2 <= BOUND))
			);
			const answers = await covered(asked);
			answers.forEach((row, w) => row.forEach((is, i) => expect(is && silent[w]![i]).toBe(false)));
		}),
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
