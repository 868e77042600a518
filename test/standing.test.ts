import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection, QueryOptions } from '#engine/duckdb/engine.ts';
import type { Situation } from '#investigation/basis.ts';
import { Investigator } from '#investigation/investigator.ts';
import { Variables } from '#investigation/parameters.ts';
import type { InvestigationResult } from '#investigation/result.ts';
import { resultOf, type Findings } from '#investigation/result-of.ts';
import { stopBook, stopKeysOf } from '#investigation/stops.ts';
import { Failure } from '#lib/failure.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { alertLine } from './support/alert-line.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';

const text = `---
lookdeeper: 1
id: standing
title: Standing
parameters:
  window: { type: interval, default: 1 hour, label: Time around the alert }
  many: { type: integer, default: 3, label: Many }
paths:
  triage: { title: Triage, stop: end }
---

## Which alerts of the source are there?

\`\`\`sql {query=same}
SELECT * FROM alerts WHERE src_ip = alert.src_ip
\`\`\`

## Are there many?

\`\`\`sql {check=few path=triage needs=alerts within=moment rows=same}
SELECT CASE WHEN count(*) > getvariable('many') THEN 'concern' ELSE 'clear' END AS outcome,
       'more than ' || getvariable('many') || '?' AS because
FROM alerts
\`\`\`

## Was it near?

\`\`\`sql {check=near path=triage}
SELECT 'clear' AS outcome, 'within ' || getvariable('window') AS because
\`\`\`

## What does it come to?

\`\`\`sql {verdict path=triage}
SELECT CASE WHEN bool_or(outcome = 'concern') THEN 'suspicious' ELSE 'disregard' END AS outcome,
       string_agg(because, ' ' ORDER BY position) AS because
FROM steps
\`\`\`
`;

const notebook = readRecipe(text);
const defaults = { window: '1 hour', many: '3' };

let bench: Bench;
let alertId: string;
let otherId: string;
let asked: string[];
let investigator: Investigator;
let findings: Findings;
let variables: Variables;
/** Runs before a statement that holds the words. */
let before: { words: string; act: (options: QueryOptions) => void } | null = null;

beforeAll(async () => {
	bench = await emptyBench();
	const other = alertLine.replace('192.0.2.1', '192.0.2.9');
	const { source_id } = await loadText(bench.connection, 'standing.log', alertLine + other);
	[alertId, otherId] = [`${source_id}-1`, `${source_id}-2`];
});
afterAll(() => bench.engine.close());
beforeEach(() => {
	asked = [];
	before = null;
	investigator = new Investigator(heard());
	variables = new Variables(bench.connection);
});

/** The connection, which notes what is asked. */
function heard(): Connection {
	const { connection } = bench;
	return {
		query: async (sql, options = {}) => {
			asked.push(sql);
			if (before !== null && sql.includes(before.words)) before.act(options);
			return connection.query(sql, options);
		},
		append: (...given) => connection.append(...given),
		close: async () => undefined
	};
}

function at(change: Partial<Situation> = {}, values: Record<string, string> = {}): Situation {
	const world = { values: { ...defaults, ...values }, versionOf: () => 'one' };
	return { alertId, notebook, world, ...change };
}

async function run(now: Situation, signal?: AbortSignal): Promise<void> {
	await variables.give(now.notebook.parameters, now.world.values);
	await investigator.investigate(now.alertId, now.notebook, now.world, {
		onChange: (found) => (findings = found),
		...(signal === undefined ? {} : { signal })
	});
}

/** The states of the steps, and the verdict. */
function shown(now: Situation): [states: string[], verdict: string | null | undefined] {
	const result = resultOf(findings, now, 'ended');
	const path = result?.paths[0];
	return [path?.steps.map(({ state }) => state) ?? [], path?.verdict];
}

function pathOf(result: InvestigationResult | null) {
	return result!.paths[0]!;
}

const edited = (sql: string, other: string) =>
	at({ notebook: readRecipe(text.replace(sql, other)) });

describe('what was found', () => {
	it('is the answer of its alert, recipe, SQL, values and data, and of no others', async () => {
		await run(at());
		expect(shown(at())).toEqual([['done', 'done'], 'disregard']);
		expect(resultOf(findings, at({ alertId: 'other-1' }), 'ended')).toBeNull();
		const other = readRecipe(text.replace('id: standing', 'id: another'));
		expect(resultOf(findings, at({ notebook: other }), 'ended')).toBeNull();
		expect(shown(at({}, { many: '0' }))).toEqual([['stale', 'done'], null]);
		expect(shown(at({}, { window: '1 day' }))).toEqual([['done', 'stale'], null]);
		expect(shown(edited("'within '", "'inside '"))).toEqual([['done', 'stale'], null]);
		const world = { values: defaults, versionOf: () => 'two' };
		expect(shown(at({ world }))).toEqual([['stale', 'done'], null]);
		expect(shown(at())).toEqual([['done', 'done'], 'disregard']);
	});

	it('of other values stands beside as what it was: with its time and the values', async () => {
		await run(at());
		const path = pathOf(resultOf(findings, at({}, { many: '0' }), 'ended'));
		expect(path.steps[0]).toMatchObject({ outcome: null, because: null, rows: null, ms: null });
		expect(path.steps[0]!.earlier).toMatchObject({
			outcome: 'clear',
			because: 'more than 3?',
			differs: ['many 3']
		});
		expect(path.earlier).toMatchObject({ outcome: 'disregard', differs: ['many 3'] });
		expect(Number(path.earlier!.at / 1000n)).toBeGreaterThan(Date.now() - 60_000);
		expect(path.flips).toEqual([]);
	});

	it('and was lowered stands beside with what lowered it', async () => {
		const notebook = readRecipe(
			text.replace('check=few path=triage needs=alerts', 'check=few path=triage needs=web')
		);
		await run(at({ notebook }));
		const path = pathOf(resultOf(findings, at({ notebook }, { many: '0' }), 'ended'));
		expect(path.steps[0]!.earlier!.outcome).toBe('unknown');
		expect(path.steps[0]!.earlier!.because).toMatch(/^no web records .*are loaded$/);
	});

	it('before a run that was cancelled before its first step came back is no answer of that run', async () => {
		await run(at());
		const cancel = new AbortController();
		cancel.abort();
		const later = at({}, { many: '0' });
		await expect(run(later, cancel.signal)).rejects.toMatchObject({ kind: 'cancelled' });
		expect(shown(later)).toEqual([['cancelled', 'done'], null]);
		await run(later);
		expect(shown(later)).toEqual([['done', 'done'], 'suspicious']);
	});

	it('of a step that was cancelled is that also once the data was loaded anew', async () => {
		const cancel = new AbortController();
		before = { words: "'more than '", act: () => cancel.abort() };
		await expect(run(at(), cancel.signal)).rejects.toMatchObject({ kind: 'cancelled' });
		before = null;
		const reasons = (now: Situation) =>
			pathOf(resultOf(findings, now, 'cancelled')).steps.map(({ notRun }) => notRun);
		const told = [
			'cancelled: the run was ended while it was asked',
			'not asked: the run was cancelled'
		];
		expect(reasons(at())).toEqual(told);
		const world = { values: defaults, versionOf: () => 'two' };
		expect(reasons(at({ world }))).toEqual(told);
	});

	it('is the answer again without being asked once an edit that was cancelled or failed is taken back', async () => {
		await run(at());
		const broken = edited("'within '", 'nowhere ');
		await run(broken);
		expect(shown(broken)).toEqual([['done', 'failed'], 'insufficient data']);
		expect(pathOf(resultOf(findings, broken, 'ended')).partial).toBe(true);
		expect(shown(at())[0]).toEqual(['done', 'done']);
		asked = [];
		await run(at());
		expect(asked.filter((sql) => sql.includes("'within '"))).toEqual([]);
		expect(shown(at())).toEqual([['done', 'done'], 'disregard']);
	});

	it('while the rows changed is the answer of neither state', async () => {
		let version = 'one';
		const moving = at({ world: { values: defaults, versionOf: () => version } });
		before = { words: "'more than '", act: () => (version = 'two') };
		await run(moving);
		expect(shown(at())[0][0]).toBe('stale');
		version = 'one';
		expect(shown(moving)[0][0]).toBe('stale');
	});

	it('says of each step the SQL of the recipe, whatever became of the run', async () => {
		await run(at());
		const broken = edited("'within '", 'nowhere ');
		const sqlOf = () => pathOf(resultOf(findings, broken, 'ended')).steps[1]!.sql;
		expect(sqlOf()).toContain('nowhere');
		await run(broken);
		expect(sqlOf()).toContain('nowhere');
	});
});

describe('the rows behind a step', () => {
	it('follow the query that the step names', async () => {
		await run(at());
		expect(pathOf(resultOf(findings, at(), 'ended')).steps[0]).toMatchObject({ rows: 1 });
		const none = edited('WHERE src_ip = alert.src_ip', 'WHERE src_ip IS NULL');
		const changed = pathOf(resultOf(findings, none, 'ended')).steps[0]!;
		expect(changed).toMatchObject({ state: 'done', rows: null });
		expect(changed.rowsKey).not.toBe(pathOf(resultOf(findings, at(), 'ended')).steps[0]!.rowsKey);
		await run(none);
		expect(pathOf(resultOf(findings, none, 'ended')).steps[0]).toMatchObject({ rows: 0 });
		expect((await investigator.rows('few', { offset: 0, limit: 10 })).rows).toEqual([]);
	});
});

describe('a cell that makes the database stop answering', () => {
	const lose = () => {
		throw new Failure('engine lost', 'the worker stopped answering');
	};

	it('is marked, and is not asked again by itself, also by somebody else, while the others are', async () => {
		const stops = stopBook();
		investigator = new Investigator(heard(), stops);
		before = { words: "'more than '", act: lose };
		await expect(run(at())).rejects.toMatchObject({ kind: 'engine lost' });
		expect(shown(at())).toEqual([['stopped', 'waiting'], null]);
		before = null;
		investigator.attach(heard());
		asked = [];
		await run(at());
		expect(asked.filter((sql) => sql.includes("'more than '"))).toEqual([]);
		expect(shown(at())[0]).toEqual(['stopped', 'done']);
		expect(pathOf(resultOf(findings, at(), 'ended')).partial).toBe(true);
		investigator = new Investigator(heard(), stops);
		await run(at());
		expect(shown(at())[0]).toEqual(['stopped', 'done']);
		await run(at({}, { many: '0' }));
		expect(shown(at({}, { many: '0' }))[0]).toEqual(['done', 'done']);
	});

	it('is not marked for a Cancel that it could not hear of, as it was brief before: asked in the way that hears, it is', async () => {
		const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
		await run(at());
		clock.mockRestore();
		const ways: unknown[] = [];
		const cancelled = async () => {
			const cancel = new AbortController();
			const act = ({ brief }: QueryOptions) => {
				ways.push(brief);
				cancel.abort();
				lose();
			};
			before = { words: "'more than '", act };
			const ran = run(at({ alertId: otherId }), cancel.signal);
			await expect(ran).rejects.toMatchObject({ kind: 'engine lost' });
			investigator.attach(heard());
			return shown(at({ alertId: otherId }))[0];
		};
		expect(await cancelled()).toEqual(['cancelled', 'waiting']);
		expect(await cancelled()).toEqual(['stopped', 'waiting']);
		expect(ways).toEqual([true, false]);
	});

	it('is asked again once somebody says so', async () => {
		const lifted = new Set<string>();
		const book = stopBook();
		const of = (key: string) => (lifted.has(key) ? null : book.of(key));
		investigator = new Investigator(heard(), { ...book, of });
		before = { words: "'more than '", act: lose };
		await expect(run(at())).rejects.toMatchObject({ kind: 'engine lost' });
		before = null;
		for (const key of stopKeysOf('few', at())) lifted.add(key);
		await run(at());
		expect(shown(at())).toEqual([['done', 'done'], 'disregard']);
	});

	it('may be that of the rows behind a step, which are shown again only where a person wants them', async () => {
		const stops = stopBook();
		investigator = new Investigator(heard(), stops);
		await run(at());
		const page = { offset: 0, limit: 10 };
		before = { words: 'LIMIT 10 OFFSET 0', act: lose };
		await expect(investigator.rows('few', page)).rejects.toMatchObject({ kind: 'engine lost' });
		before = null;
		investigator = new Investigator(heard(), stops);
		await run(at());
		asked = [];
		await expect(investigator.rows('few', page)).rejects.toThrow('stopped: it did not end');
		expect(asked).toEqual([]);
		expect((await investigator.rows('few', { ...page, again: true })).rows).toHaveLength(1);
		expect((await investigator.rows('few', page)).rows).toHaveLength(1);
	});

	it('may be the verdict of a path, which then has none', async () => {
		investigator = new Investigator(heard());
		before = { words: "'suspicious'", act: lose };
		await expect(run(at())).rejects.toMatchObject({ kind: 'engine lost' });
		before = null;
		await run(at());
		const path = pathOf(resultOf(findings, at(), 'ended'));
		expect(path).toMatchObject({ verdict: null, partial: true });
		expect(path.stoppedAt).not.toBeNull();
	});
});

it('an answer that was found before the database was lost holds in the next one', async () => {
	await run(at());
	investigator.attach(heard());
	asked = [];
	await run(at());
	expect(asked.filter((sql) => sql.includes("'within '"))).toEqual([]);
	expect(shown(at())).toEqual([['done', 'done'], 'disregard']);
});
