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

/** Drawn sensors of one format, each in a source of its own, or named by its records; asked by the ends of alerts. */

let bench: Bench;
beforeAll(async () => void (bench = await emptyBench()));
afterAll(() => bench.engine.close());

const BOUND = silenceMinutes.sessions! * 60;
const addresses = ['192.0.2.1', '192.0.2.2', '203.0.113.9', '203.0.113.10'];

interface Sensor {
	times: Source;
	/** Whom the record of the same place is about; both ends are drawn from a few. */
	ends: readonly [string, string][];
	/** The source that its records, which name it, share with those of others; null of a source of its own, which does not. */
	shared: string | null;
}

interface Alert extends Asked {
	src: string;
	dst: string;
}

const end = fc.constantFrom(...addresses);
const sensor: fc.Arbitrary<Sensor> = drawnSource(BOUND).chain((times) =>
	fc.record({
		times: fc.constant(times),
		// Few conversations for many records, or every sensor would have seen everybody.
		ends: fc
			.array(fc.tuple(end, end), { minLength: 1, maxLength: 2 })
			.map((pairs) => times.map((_, i) => pairs[i % pairs.length]!)),
		shared: fc.constantFrom(null, 'both', 'both', 'other')
	})
);
const world = fc.array(sensor, { minLength: 1, maxLength: 3 }).chain((sensors) => {
	const near = fc
		.tuple(
			fc.constantFrom(...sensors.flatMap(({ times }) => times)),
			fc.integer({ min: -BOUND, max: BOUND })
		)
		.map(([time, off]) => time + off);
	const half = fc.constantFrom(0, 60, 4 * BOUND);
	const alert = fc.record({ at: near, half, src: end, dst: end });
	return fc.record({
		sensors: fc.constant(sensors),
		alerts: fc.array(alert, { minLength: 30, maxLength: 30 })
	});
});

/** For each alert whether the database says that nothing is missing of what is searched by both of its ends. */
async function covered(sensors: readonly Sensor[], alerts: readonly Alert[]): Promise<boolean[]> {
	const records = sensors.flatMap(({ times, ends, shared }, s) => {
		const from = shared === null ? `'s${s}', NULL` : `'${shared}', 'sensor ${s}'`;
		return times.map((time, i) => `(${from}, ${time}, '${ends[i]![0]}', '${ends[i]![1]}')`);
	});
	await bench.connection.query(`DELETE FROM sessions;
		INSERT INTO sessions (source_id, sensor, ts, src_ip, dst_ip) SELECT s, n, make_timestamp(t::BIGINT * 1000000), a, b
			FROM (VALUES ${records.join(', ')}) AS r(s, n, t, a, b)`);
	await refreshCoverage(bench.connection, ['sessions']);
	const missing = new Set<string>();
	for (const half of new Set(alerts.map((alert) => alert.half))) {
		const rows = alerts.flatMap(({ src, dst, ...asked }, i) =>
			asked.half === half ? [`('${i}', ${asked.at}, '${src}', '${dst}')`] : []
		);
		const scope = `(SELECT i AS alert_id, make_timestamp(t::BIGINT * 1000000) AS ts, a AS src_ip, b AS dst_ip
			FROM (VALUES ${rows.join(', ')}) AS r(i, t, a, b))`;
		const reach = neededRange([`INTERVAL '${half} seconds'`]);
		const need = coverageNeed('sessions', reach, ['src_ip', 'dst_ip']);
		const found = await bench.connection.query(missingQuery([need], scope));
		for (const [id] of found.rows) missing.add(String(id));
	}
	return alerts.map((_, i) => !missing.has(`${i}`));
}

const covers = ({ times }: Sensor, asked: Alert) =>
	momentsOf([times], asked, BOUND).every((moment) => speaksFor(times, moment, BOUND));
const knows = ({ ends }: Sensor, { src, dst }: Alert) =>
	[src, dst].every((ip) => ends.flat().includes(ip));

const someRuns = { numRuns: 5 };

it('a window is covered where one sensor that recorded both ends covers it whole, or every sensor does', () =>
	fc.assert(
		fc.asyncProperty(world, async ({ sensors, alerts }) => {
			const expected = alerts.map(
				(alert) =>
					sensors.some((one) => knows(one, alert) && covers(one, alert)) ||
					sensors.every((one) => covers(one, alert))
			);
			expect(await covered(sensors, alerts)).toEqual(expected);
		}),
		someRuns
	));

it('a further sensor covers nothing that it would not cover by itself, with both ends on its record', () =>
	fc.assert(
		fc.asyncProperty(world, sensor, async ({ sensors, alerts }, more) => {
			const before = await covered(sensors, alerts);
			const after = await covered([...sensors, more], alerts);
			after.forEach((is, i) => {
				const alert = alerts[i]!;
				if (is && !before[i]) expect(knows(more, alert) && covers(more, alert)).toBe(true);
			});
		}),
		someRuns
	));

it('records that are lost never add to what is covered, as long as a sensor has one left', () =>
	fc.assert(
		fc.asyncProperty(
			world,
			fc.infiniteStream(fc.nat({ max: 4 })),
			async ({ sensors, alerts }, dice) => {
				const most = dice.next().value! + 1;
				const fewer = sensors.map(({ times, ends, shared }) => {
					const kept = times.map((_, i) => i === 0 || dice.next().value! < most);
					return {
						shared,
						times: times.filter((_, i) => kept[i]),
						ends: ends.filter((_, i) => kept[i])
					};
				});
				const [before, after] = [await covered(sensors, alerts), await covered(fewer, alerts)];
				after.forEach((is, i) => expect(before[i]! || !is).toBe(true));
			}
		),
		someRuns
	));
