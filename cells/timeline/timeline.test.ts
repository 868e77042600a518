import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { utc, Zone } from '#lib/zone.ts';
import type { AskRows } from '../drawn-rows.svelte.ts';
import { itemText, notesOf, stretchText } from './say.ts';
import {
	bucketsOf,
	inView,
	MOST_MARKS,
	timelineOf,
	type InView,
	type Timeline
} from './timeline.ts';
import { nearestItem, timelineLayout, walkedItem } from './timeline-layout.ts';
import type { TimelineNames } from './timeline-spec.ts';
import type { Stretch } from './timeline-sql.ts';
import { valuesTable } from './values-table.ts';
import { between, movedAside, zoomed } from './zoom.ts';

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
});
afterAll(() => bench.engine.close());

const SECOND = 1_000_000;
const noon = Date.parse('2007-01-15T12:00:00Z') * 1000;

const ask: AskRows = (sql, limit) =>
	bench.connection.query(
		`WITH alert AS (SELECT TIMESTAMP '2007-01-15 12:00:30' AS ts) SELECT * FROM (\n${sql.replace('SELECT epoch_us(alert.ts) AS moment', 'SELECT epoch_us(alert.ts) AS moment FROM alert')}\n) LIMIT ${limit}`
	);

async function timeline(sql: string, named: Partial<TimelineNames> = {}): Promise<Timeline> {
	const all = { ts: null, end: null, lane: null, label: null, ...named };
	return (await timelineOf({ sql, named: all }, ask))!;
}

function seen(sql: string, known: Timeline, view = known.extent!): Promise<InView> {
	return inView(sql, known, { view, most: 100, zone: utc }, ask);
}

const moments = (count: number, rest = '') =>
	`SELECT TIMESTAMP '2007-01-15 12:00:00' + to_microseconds(i * 1000000) AS ts${rest} FROM range(${count}) r(i)`;

describe('which column is what follows from names and types, and is told', () => {
	it.each([
		[
			"SELECT 'a' AS host, TIMESTAMP '2007-01-15' AS seen, TIMESTAMP '2007-01-16' AS ts",
			'ts along'
		],
		["SELECT TIMESTAMP '2007-01-15' AS seen, 2 AS duration", 'seen along'],
		[
			"SELECT TIMESTAMP '2007-01-15' AS ts, TIMESTAMP '2007-01-16' AS end_ts, 2.5 AS duration",
			'ts along, each until end_ts'
		],
		[
			"SELECT TIMESTAMP '2007-01-15' AS ts, 2.5 AS duration, 'a' AS lane",
			'ts along, each for duration in seconds, lanes by lane'
		]
	])('%s: %s', async (sql, words) => {
		const known = await timeline(sql);
		expect(notesOf(known, await seen(sql, known))[0]).toBe(
			`Chosen by the names and types of the columns: ${words}.`
		);
	});

	it.each([
		[{}, 'SELECT 1 AS n', 'no column is a time'],
		[{ ts: 'n' }, 'SELECT 1 AS n', 'ts is not a time: n'],
		[{ end: 'what' }, moments(1, ", 'a' AS what"), 'end is neither a time nor seconds: what'],
		[
			{ lane: 'lanes' },
			moments(1, ", 'a' AS lane"),
			'lane names no column: lanes; the nearest is lane'
		]
	])('%j of %s is refused: %s', async (named, sql, words) => {
		await expect(timeline(sql, named)).rejects.toThrow(words);
	});
});

describe('what is drawn', () => {
	it('is each row by itself where they are few, with how long it took', async () => {
		const sql = moments(2, ", 1.5 AS duration, 'a' AS host");
		const known = await timeline(sql);
		const { marks } = await seen(sql, known);
		expect(marks).toMatchObject([
			{ lane: 0, from: noon, to: noon + 1.5 * SECOND },
			{ from: noon + SECOND, to: noon + 2.5 * SECOND }
		]);
	});

	it('is how many begin in each stretch where they are many', async () => {
		const sql = moments(MOST_MARKS + 1);
		const known = await timeline(sql);
		const shown = await seen(sql, known);
		expect(shown.marks).toBeNull();
		expect(shown.step).toBe(5 * SECOND);
		expect(shown.buckets[0]).toEqual({ lane: 0, from: noon, to: noon + 5 * SECOND, rows: 5 });
		expect(notesOf(known, shown)).toContain(
			`${MOST_MARKS + 1} rows in view are counted in SQL where they begin, in stretches of 5 s; nearer each is drawn by itself.`
		);
	});

	it('tells what began before and reaches into view, and what has no time or ends too early', async () => {
		const sql = `SELECT TIMESTAMP '2007-01-15 12:00:00' AS ts, 60 AS duration
			UNION ALL SELECT TIMESTAMP '2007-01-15 12:00:30', -1 UNION ALL SELECT NULL, 1
			UNION ALL SELECT 'infinity'::TIMESTAMP, 1`;
		const known = await timeline(sql);
		expect(known).toMatchObject({ rows: 4, timeless: 2, backward: 1 });
		const shown = await seen(sql, known, { from: noon + SECOND, to: noon + 40 * SECOND });
		expect(shown).toMatchObject({ rows: 1, before: 1 });
		expect(shown.marks!.map(({ to }) => to)).toEqual([noon + 60 * SECOND, noon + 30 * SECOND]);
		expect(notesOf(known, shown).slice(1)).toEqual([
			'1 row began before and reaches into view.',
			'2 rows of 4 without a time are not drawn.',
			'1 row ends before it begins: drawn as moments.'
		]);
	});

	it('has lanes for the most common values, one for all others and one for rows without a value', async () => {
		const sql = moments(500, ", CASE WHEN i % 20 = 0 THEN NULL ELSE 'l' || (i % 20) END AS lane");
		const known = await timeline(sql);
		expect(known.lanes.slice(-2)).toEqual([
			{ is: 'absent', name: '', values: 1 },
			{ is: 'other', name: '', values: 7 }
		]);
		const { bands } = timelineLayout(known, await seen(sql, known), {
			view: known.extent!,
			width: 800,
			zone: utc
		});
		expect(bands.slice(-2).map(({ text, rows }) => [text, rows])).toEqual([
			['no lane', 25],
			['other, 7 values', 175]
		]);
	});

	it('has the moment of the alert where the statement reads it, and in sight where it is near', async () => {
		expect((await timeline(moments(3))).alert).toBeNull();
		const known = await timeline(`${moments(20)}, alert WHERE alert.ts IS NOT NULL`);
		expect(known.alert).toBe(noon + 30 * SECOND);
		expect(known.extent!.to).toBeGreaterThan(known.alert!);
	});

	it('is nothing where there are no rows, and no extent where none has a time', async () => {
		expect(
			await timelineOf(
				{ sql: `${moments(1)} LIMIT 0`, named: { ts: null, end: null, lane: null, label: null } },
				ask
			)
		).toBeNull();
		expect((await timeline('SELECT NULL::TIMESTAMP AS ts')).extent).toBeNull();
	});
});

it('the stretches of any view have every row that begins in it, once, in its lane', async () => {
	const sql = `SELECT TIMESTAMP '2007-01-15 12:00:00' + to_microseconds((i * i * 7919) % 3600000000) AS ts,
		CASE WHEN i % 9 = 0 THEN NULL ELSE 'l' || (i % 17) END AS lane FROM range(3000) r(i)`;
	const known = await timeline(sql);
	const zones = [utc, new Zone('Asia/Kolkata'), new Zone('America/St_Johns')];
	const counted = (view: Stretch) =>
		bench.connection.query(`SELECT lane, count(*) FROM (${sql})
			WHERE epoch_us(ts) >= ${view.from} AND epoch_us(ts) < ${view.to} GROUP BY lane`);
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 0, max: 3600 * SECOND }),
			fc.integer({ min: 100, max: 3600 * SECOND }),
			fc.integer({ min: 20, max: 240 }),
			fc.constantFrom(...zones),
			async (start, long, most, zone) => {
				const view = { from: noon + start, to: noon + start + long };
				const { rows, buckets, marks } = await inView(sql, known, { view, most, zone }, ask);
				const expected = await counted(view);
				const named = new Map(expected.rows.map(([lane, count]) => [lane, Number(count)]));
				const total = [...named.values()].reduce((all, count) => all + count, 0);
				expect(rows).toBe(total);
				known.lanes.forEach(({ is, name }, lane) => {
					const told = buckets.filter((each) => each.lane === lane);
					const sum = told.reduce((all, each) => all + each.rows, 0);
					if (is === 'named') expect(sum).toBe(named.get(name) ?? 0);
					if (is === 'absent') expect(sum).toBe(named.get(null) ?? 0);
				});
				if (marks !== null) expect(marks.length).toBe(total);
				expect(buckets.length).toBeLessThanOrEqual((most + 1) * known.lanes.length);
			}
		),
		{ numRuns: 25 }
	);
});

it('stretches begin with the hours of the zone', () => {
	const kolkata = new Zone('Asia/Kolkata');
	const { origin, step } = bucketsOf({ from: noon, to: noon + 86_400 * SECOND }, 30, kolkata);
	expect(step).toBe(3600 * SECOND);
	expect(new Date(origin / 1000).toISOString()).toBe('2007-01-15T11:30:00.000Z');
});

describe('zooming', () => {
	const extent = { from: 0, to: 1000 * SECOND };

	it('keeps the moment that it is about where it is, and never leaves what there is', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.oneof(
						fc.record({
							factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
							part: fc.double({ min: 0, max: 1, noNaN: true })
						}),
						fc.constantFrom(1 as const, -1 as const)
					),
					{ maxLength: 30 }
				),
				(steps) => {
					let view = extent;
					for (const step of steps) {
						view =
							typeof step === 'number'
								? movedAside(view, extent, step)
								: zoomed(view, extent, step.factor, view.from + step.part * (view.to - view.from));
						expect(view.from).toBeGreaterThanOrEqual(extent.from);
						expect(view.to).toBeLessThanOrEqual(extent.to);
						expect(view.to - view.from).toBeGreaterThanOrEqual(99);
						expect(Number.isSafeInteger(view.from) && Number.isSafeInteger(view.to)).toBe(true);
					}
				}
			)
		);
		expect(zoomed(extent, extent, 2, 500 * SECOND)).toEqual({
			from: 250 * SECOND,
			to: 750 * SECOND
		});
	});

	it('takes what was drawn over in either direction', () => {
		expect(between(20, 5000, extent)).toEqual(between(5000, 20, extent));
	});

	it('says its bounds to the microsecond where a second would not tell them apart', () => {
		expect(stretchText({ from: noon, to: noon + 60 * SECOND }, utc)).toBe(
			'2007-01-15 12:00:00 to 12:01:00 +00:00'.replace('+00:00', 'UTC')
		);
		expect(stretchText({ from: noon, to: noon + 250 }, utc)).toBe(
			'2007-01-15 12:00:00.000000 UTC to 2007-01-15 12:00:00.000250 UTC'
		);
	});
});

describe('pointing and walking', () => {
	const sql = moments(8, ", 'l' || (i % 2) AS lane, 'h' || i AS label");
	const at = async () => {
		const known = await timeline(sql);
		const shown = await seen(sql, known);
		const layout = timelineLayout(known, shown, { view: known.extent!, width: 800, zone: utc });
		return { known, shown, layout };
	};

	it('arrows go along a lane, and to the nearest in time of the next lane', async () => {
		const { known, layout } = await at();
		const said = (i: number | null) => itemText(layout.items[i!]!, known, utc);
		expect(said(walkedItem('ArrowRight', -1, layout.items))).toBe(
			'l0 · 2007-01-15 12:00:00 UTC · h0'
		);
		expect(said(walkedItem('ArrowRight', 0, layout.items))).toContain('h2');
		expect(said(walkedItem('End', 0, layout.items))).toContain('h6');
		expect(said(walkedItem('ArrowRight', 3, layout.items))).toContain('h6');
		expect(said(walkedItem('ArrowDown', 3, layout.items))).toMatch(/h[57]/);
		expect(walkedItem('ArrowUp', 0, layout.items)).toBe(0);
		expect(walkedItem('q', 0, layout.items)).toBeNull();
	});

	it('what is pointed at is the nearest of the lane, and nothing far from all', async () => {
		const { layout } = await at();
		layout.items.forEach(({ spot }, i) => {
			expect(nearestItem(layout, spot.x + 2, spot.y + 2)).toBe(i);
		});
		expect(nearestItem(layout, 0, 30)).toBe(-1);
	});

	it('marks of a lane that would lie on each other stand above each other', async () => {
		const dense = moments(1, '').replace('i * 1000000', '0').replace('range(1)', 'range(5)');
		const known = await timeline(dense);
		const { items } = timelineLayout(known, await seen(dense, known), {
			view: known.extent!,
			width: 800,
			zone: utc
		});
		expect(new Set(items.map(({ spot }) => spot.y)).size).toBe(5);
	});

	it('the values behind it are the rows where each is drawn, else the stretches', async () => {
		const { known, shown } = await at();
		expect(valuesTable(known, shown).rows).toHaveLength(8);
		const table = valuesTable(known, { ...shown, marks: null });
		expect(table.columns.map(({ name }) => name)).toEqual(['lane', 'from', 'to', 'rows']);
		expect(table.rows.reduce((all, row) => all + Number(row[3]), 0)).toBe(8);
	});
});
