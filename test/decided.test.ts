import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Investigator } from '#investigation/investigator.ts';
import type { PathResult } from '#investigation/result.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { alertLine } from './support/alert-line.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';

vi.setConfig({ testTimeout: 60_000 });

let bench: Bench;
let alertId: string;
beforeAll(async () => {
	bench = await emptyBench();
	alertId = `${(await loadText(bench.connection, 'decided.log', alertLine)).source_id}-1`;
});
afterAll(() => bench.engine.close());

/** One path whose checks answer as told, some of which may stay open, summed up by an expression over `steps`. */
async function walk(
	outcomes: string[],
	verdict: string,
	stop: 'decided' | 'end' = 'decided',
	open: number[] = []
): Promise<PathResult> {
	const checks = outcomes.map(
		(outcome, i) =>
			`\`\`\`sql {check=c${i} path=p${open.includes(i) ? ' open="it decides nothing"' : ''}}\nSELECT '${outcome}' AS outcome, 'it''s ${i}' AS because\n\`\`\`\n`
	);
	const front = `---\nlookdeeper: 1\nid: d\ntitle: D\npaths: { p: { title: P, stop: ${stop} } }\n---\n`;
	const sum = `\`\`\`sql {verdict path=p}\nSELECT ${verdict} AS outcome, 'so' AS because FROM steps\n\`\`\`\n`;
	const investigator = new Investigator(bench.connection);
	const world = { values: {}, versionOf: () => 'once' };
	const result = await investigator.investigate(
		alertId,
		readRecipe(front + checks.join('') + sum),
		world
	);
	return result.paths[0]!;
}

function asked(path: PathResult): number {
	return path.steps.filter(({ state }) => state === 'done').length;
}

const worst = `CASE WHEN bool_or(outcome = 'concern') THEN 'suspicious'
	WHEN bool_or(outcome = 'unknown') THEN 'insufficient data' ELSE 'disregard' END`;

/** All of a kind is other, whatever the kind; it only shows where answers are mixed. */
const mixed = `CASE WHEN count(DISTINCT outcome) FILTER (WHERE cell <> 'c0') > 1 THEN 'suspicious' ELSE 'other' END`;

/** Suspicious only where exactly one of the steps is a concern. */
const single = `CASE WHEN count(*) FILTER (WHERE outcome = 'concern') = 1 THEN 'suspicious' ELSE 'other' END`;

describe('a path that stops once its verdict is decided', () => {
	it('stops at the first answer that no other can outweigh', async () => {
		const path = await walk(['clear', 'concern', 'clear', 'clear'], worst);
		expect(asked(path)).toBe(2);
		expect(path).toMatchObject({ verdict: 'suspicious', stableAfter: 2, partial: false });
	});

	it('goes on where only a mixture of the answers that are left would change it', async () => {
		const path = await walk(['clear', 'clear', 'concern', 'unknown'], mixed);
		expect(asked(path)).toBe(3);
		expect(path).toMatchObject({ verdict: 'suspicious', stableAfter: 3 });
	});

	it('goes on where one answer alone would change it', async () => {
		const path = await walk(['concern', 'concern', 'clear', 'clear', 'concern'], single);
		expect(path).toMatchObject({ verdict: 'other' });
		expect(asked(path)).toBe(2);
		const quiet = await walk(['clear', 'clear', 'clear'], single);
		expect(asked(quiet)).toBe(3);
		expect(quiet.stableAfter).toBe(null);
	});

	it('does not say so before few enough combinations are left to be asked', async () => {
		const path = await walk(['concern', ...Array<string>(9).fill('clear')], worst);
		expect(asked(path)).toBe(3);
		expect(path).toMatchObject({ verdict: 'suspicious', stableAfter: 3 });
	});

	it('is not decided without a verdict', async () => {
		const path = await walk(['clear', 'clear'], "CASE WHEN false THEN 'benign' END");
		expect(asked(path)).toBe(2);
		expect(path).toMatchObject({ verdict: null, stableAfter: null });
	});
});

describe('a path that would close the alert', () => {
	it('asks every step that may not stay open, whatever its verdict says of it', async () => {
		const path = await walk(['clear', 'clear', 'unknown'], "max('disregard')");
		expect(asked(path)).toBe(3);
		expect(path).toMatchObject({ verdict: 'insufficient data', said: 'disregard' });
		const shut = await walk(['clear', 'unknown', 'clear'], "max('disregard')");
		expect([asked(shut), shut.verdict]).toEqual([2, 'insufficient data']);
	});

	it('stops before the steps that may stay open', async () => {
		const path = await walk(['clear', 'unknown', 'unknown'], "max('disregard')", 'decided', [1, 2]);
		expect(asked(path)).toBe(1);
		expect(path).toMatchObject({ verdict: 'disregard', stableAfter: 1 });
	});
});

describe('a path that runs to its end', () => {
	it('says after how many steps nothing could change its verdict', async () => {
		const stableAfter = async (outcomes: string[], verdict: string) =>
			(await walk(outcomes, verdict, 'end')).stableAfter;
		expect(await stableAfter(['clear', 'concern', 'clear'], worst)).toBe(2);
		expect(await stableAfter(['clear', 'clear', 'clear'], worst)).toBe(null);
		expect(await stableAfter(['clear', 'clear', 'clear'], mixed)).toBe(null);
		expect(await stableAfter(['clear', 'clear', 'concern', 'clear'], mixed)).toBe(3);
		expect(await stableAfter(['clear', 'concern'], "max('other')")).toBe(0);
	});
});
