import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Claim } from '#cells/cell.ts';
import { answers as decides, claims } from '#cells/facets.ts';
import { cellKindNamed } from '#cells/index.ts';
import { eventTableNames, eventTables } from '#tables/event-tables.ts';
import { literal } from '#engine/sql/sql.ts';
import { coverageNeed, neededRange } from '#engine/derived/missing.ts';
import { awayClaims } from '#investigation/away-claims.ts';
import { hypothesesSql, tables, tuple } from '#investigation/every-sql.ts';
import { Every } from '#investigation/every.ts';
import type { Scenario } from '#investigation/scenarios.ts';
import type { CellCoverageNeed } from '#investigation/coverage-needs.ts';
import { DowngradedAnswers, type ReportedAnswer } from '#investigation/downgrade.ts';
import { SupposedSteps } from '#investigation/scenario-steps.ts';
import { Analysis } from '#notebook/analysis.ts';
import { cellReadsOf } from '#notebook/cell-reads.ts';
import type { Cell } from '#notebook/notebook.ts';
import { emptyBench, type Bench } from './support/evidence.ts';

vi.setConfig({ testTimeout: 120_000 });

let bench: Bench;
let every: Every;
beforeAll(async () => {
	bench = await emptyBench();
	every = new Every(bench.connection);
});
afterAll(() => bench.engine.close());

const DAY = 86_400_000;
const REACH = neededRange([]);

/** SQL cannot hold a NUL; answers with one come from the database and never go back. */
const text = fc
	.oneof(fc.constantFrom('', 'so', "it's; “x”"), fc.string({ unit: 'binary', maxLength: 5 }))
	.map((drawn) => drawn.replaceAll('\0', ''));
const because = fc.option(text);
const said = (...words: string[]) =>
	fc.option(fc.record({ outcome: fc.constantFrom(...words), because }));
/** With times, and one that stands. */
const table = fc.constantFrom(...eventTableNames.slice(0, 2), eventTables.intel.name);
/** Tables that a cell reads, and whether it needs them. */
const reads = fc.dictionary(table, fc.boolean());

/** A day and a moment before or behind it, to either side of midnight. */
const day = fc.integer({ min: -3, max: 3 });
const moment = fc.option(
	fc.tuple(day, fc.constantFrom(0n, 1n, -1n)).map(([days, micros]) => ({ days, micros }))
);

const drawnClaim = fc.record({
	said: said('confirmed', 'contradicted', 'untestable'),
	reviewDay: fc.option(day),
	isAway: fc.boolean(),
	reads
});
const drawnCheck = fc.record({
	said: said('clear', 'concern', 'unknown'),
	leansOn: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 3 }),
	reads,
	forced: fc.option(fc.constantFrom('clear', 'concern', 'unknown')),
	forcedIfClear: fc.option(fc.constant('unknown')),
	open: fc.boolean()
});
const drawn = fc.record({
	claims: fc.array(drawnClaim, { maxLength: 3 }),
	checks: fc.array(drawnCheck, { minLength: 1, maxLength: 3 }),
	moment,
	missing: fc.dictionary(table, text)
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Case> ? Case : never;

/** One drawn case: cells, and what they and the data say of an alert of its own. */
class Case {
	readonly alertId: string;
	readonly cells: readonly Cell[];
	readonly given = new Map<string, ReportedAnswer>();
	readonly sights: ReadonlyMap<string, CellCoverageNeed[]>;
	readonly #drawn: Drawn;

	constructor(given: Drawn, index: number) {
		this.#drawn = given;
		this.alertId = `alert ${index}`;
		const claims = given.claims.map((_, i) => `c${index}t${i}`);
		this.cells = [
			...given.claims.map((claim, i) =>
				cellOf('trust', claims[i]!, {
					claim: {
						sentence: `claim ${i}`,
						owner: null,
						source: claim.isAway ? `gone-${i}.rules` : null,
						reviewBy: claim.reviewDay === null ? null : dateOf(claim.reviewDay)
					}
				})
			),
			...given.checks.map((check, i) =>
				cellOf('check', `c${index}s${i}`, {
					trusts: check.leansOn.flatMap((at) => claims[at] ?? []),
					open: check.open ? 'it decides nothing' : null
				})
			)
		];
		const all = [...given.claims, ...given.checks];
		all.forEach((each, i) => {
			if (each.said !== null) this.given.set(this.cells[i]!.spec.id, each.said);
		});
		this.sights = new Map(
			this.cells.map(({ spec }, i) => [
				spec.id,
				Object.entries(all[i]!.reads).map(([table, needed]) => ({
					...coverageNeed(table as (typeof eventTableNames)[number], REACH),
					needed
				}))
			])
		);
	}

	get ts(): bigint | null {
		const { moment: at } = this.#drawn;
		return at === null ? null : BigInt(at.days * DAY) * 1000n + at.micros;
	}

	get missing(): [table: string, reason: string][] {
		return Object.entries(this.#drawn.missing);
	}

	get scenario(): Scenario {
		const checks = this.cells.slice(this.#drawn.claims.length);
		return {
			name: this.alertId,
			cells: this.#drawn.checks.map(({ forced, forcedIfClear }, i) => ({
				cell: checks[i]!.spec.id,
				forced,
				forcedIfClear
			}))
		};
	}
}

function dateOf(days: number): string {
	return new Date(days * DAY).toISOString().slice(0, 10);
}

function cellOf(kind: string, id: string, spec: Partial<Cell['spec'] & { claim: Claim }>): Cell {
	const sql = 'SELECT 1';
	return {
		type: 'cell',
		kind: cellKindNamed(kind)!,
		spec: {
			id,
			paths: ['p'],
			needs: [],
			dataType: null,
			within: 'moment',
			moment: null,
			trusts: [],
			rows: null,
			open: null,
			...spec
		},
		claim: spec.claim ?? null,
		sql,
		reads: cellReadsOf(sql),
		question: id,
		from: 0,
		to: 0,
		body: { from: 0, to: 0 },
		line: 1
	};
}

/** Puts all cases on the board at once, each with an alert of its own. */
async function fill(cases: readonly Case[]): Promise<void> {
	const sights = new Map(cases.flatMap((each) => [...each.sights]));
	const alerts = cases.map(({ alertId, ts }) => `(${literal(alertId)}, ${ts ?? 'NULL'})`);
	await every.putInScope(
		`BY NAME SELECT alert_id, make_timestamp(us) AS ts FROM (VALUES ${alerts.join(', ')}, (NULL, 0::BIGINT)) AS v(alert_id, us) WHERE alert_id IS NOT NULL`
	);
	const cells = cases.flatMap((each) => each.cells);
	await every.putCells(new Analysis(cells), sights);
	await every.see({ away: await awayClaims(bench.connection, cells) });
	for (const [table, isOf] of [
		[tables.claimed, claims],
		[tables.said, decides]
	] as const)
		await insert(
			table,
			cases.flatMap(({ alertId, cells, given }) =>
				cells
					.filter(({ kind, spec }) => isOf(kind) && given.has(spec.id))
					.map(({ spec }) => {
						const { outcome, because: why } = given.get(spec.id)!;
						return [alertId, spec.id, outcome, why];
					})
			)
		);
	await insert(
		tables.missing,
		cases.flatMap(({ alertId, missing }) =>
			missing.map(([table, reason]) => [
				alertId,
				table,
				coverageNeed(table as 'web', REACH).key,
				reason
			])
		)
	);
}

async function insert(table: string, rows: (string | null)[][]): Promise<void> {
	if (rows.length === 0) return;
	await bench.connection.query(`INSERT INTO ${table} VALUES ${rows.map(tuple).join(', ')}`);
}

/** Of every alert: its cell, outcome, sentence, what lowered it, and what it takes on trust. */
async function boardAnswers(): Promise<unknown[][]> {
	const { rows } = await bench.connection.query(
		`SELECT alert_id, cell, outcome, because, NULL AS lowered, NULL AS untested FROM ${tables.claims}
		UNION ALL SELECT alert_id, cell, outcome, because, to_json(lowered)::VARCHAR, to_json(untested)::VARCHAR
			FROM ${tables.steps}`
	);
	return withReasons(rows).toSorted(byAlertAndCell);
}

async function boardSteps(cases: readonly Case[]): Promise<unknown[][]> {
	const supposed = cases.flatMap(({ scenario: { name, cells } }) =>
		cells.map(({ cell, forced, forcedIfClear }) => tuple([name, cell, forced, forcedIfClear]))
	);
	const { rows } = await bench.connection.query(
		`WITH scenarios AS (SELECT * FROM (VALUES ${supposed.join(', ')}) AS s(scenario, cell, forced, forced_if_clear))
		SELECT alert_id, cell, outcome, because, to_json(lowered)::VARCHAR, to_json(untested)::VARCHAR, may_stay_open
		FROM (${hypothesesSql('p')}) WHERE alert_id = scenario`
	);
	return withReasons(rows).toSorted(byAlertAndCell);
}

function byAlertAndCell(one: readonly unknown[], other: readonly unknown[]): number {
	return `${one[0]} ${one[1]}` < `${other[0]} ${other[1]}` ? -1 : 1;
}

/** The fifth and the sixth column hold lists as JSON. */
function withReasons(rows: readonly unknown[][]): unknown[][] {
	return rows.map((row) =>
		row.map((value, i) => (i === 4 || i === 5 ? JSON.parse(String(value)) : value))
	);
}

function orNull(reasons: readonly string[] | null): readonly string[] | null {
	return reasons === null || reasons.length === 0 ? null : reasons;
}

it('one alert is that row of every alert: in outcome, sentence, reasons and their order, and what is taken on trust, whatever is answered, missing, due, broken or away', async () => {
	const sample = fc.asyncProperty(
		fc.array(drawn, { minLength: 1, maxLength: 60 }),
		async (drawns) => {
			const cases = drawns.map((each, index) => new Case(each, index));
			await fill(cases);
			const away = await awayClaims(
				bench.connection,
				cases.flatMap(({ cells }) => cells)
			);
			const [answers, steps]: [unknown[][], unknown[][]] = [[], []];
			for (const each of cases) {
				const missing = new Map(
					each.missing.map(([table, reason]) => [coverageNeed(table as 'web', REACH).key, reason])
				);
				const own = { ts: each.ts, missing, sights: each.sights, away };
				const found = new DowngradedAnswers(
					new Analysis(each.cells),
					own,
					({ spec }) => each.given.get(spec.id) ?? null
				);
				for (const cell of each.cells) {
					const answer = found.of(cell);
					if (answer === null) continue;
					const { outcome, because: why, lowered, untested } = answer;
					answers.push([
						...[each.alertId, cell.spec.id, outcome, why],
						...[orNull(lowered), orNull(untested)]
					]);
				}
				const checks = each.cells.filter(({ kind }) => decides(kind));
				const supposed = new SupposedSteps();
				supposed.turnTo(checks);
				const [ofCase] = supposed.of([each.scenario], found);
				for (const step of ofCase!)
					steps.push([
						each.alertId,
						step.cell,
						step.outcome,
						step.because,
						orNull(step.lowered),
						orNull(step.untested),
						step.mayStayOpen
					]);
			}
			expect(await boardAnswers()).toEqual(answers.toSorted(byAlertAndCell));
			expect(await boardSteps(cases)).toEqual(steps.toSorted(byAlertAndCell));
		}
	);
	await fc.assert(sample, { numRuns: 25 });
});
