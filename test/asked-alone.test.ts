import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Investigator } from '#investigation/investigator.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { emptyBench, type Bench } from './support/evidence.ts';

const notebook = readRecipe(`---
lookdeeper: 1
id: alone
title: Alone
paths: { triage: { title: T, stop: end } }
---

## Is it this source?

\`\`\`sql {check=of-alert}
SELECT 'concern' AS outcome, alert.src_ip::VARCHAR AS because
\`\`\`

## Is anything there?

\`\`\`sql {check=sessions-there}
SELECT 'clear' AS outcome, counted(count(*), 'session') AS because FROM sessions
\`\`\`

## Does one make one?

\`\`\`sql {check=sums}
SELECT 'clear' AS outcome, 'one is one' AS because
\`\`\`

\`\`\`sql {check=sees-something}
SELECT 'concern' AS outcome, counted(count(*), 'session') AS because FROM sessions
\`\`\`

\`\`\`sql {check=broken}
SELECT nothing FROM sessions
\`\`\`

## Is it on the path?

\`\`\`sql {check=on-path path=triage}
SELECT 'clear' AS outcome, 'so' AS because
\`\`\`

\`\`\`sql {trust=closed claim="nothing answers" needs=sessions}
SELECT 'confirmed' AS outcome, 'so' AS because
\`\`\`

\`\`\`sql {verdict path=triage}
SELECT 'disregard' AS outcome, 'so' AS because FROM steps
\`\`\`
`);
const world = { values: {}, versionOf: () => 'the same' };

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
	await bench.connection.query("INSERT INTO alerts (alert_id, src_ip) VALUES ('a', '192.0.2.1')");
});
afterAll(() => bench.engine.close());

async function askedOver(alertId: string, ...cells: string[]) {
	const investigator = new Investigator(bench.connection);
	await investigator.turnTo({ alertId, notebook, world });
	for (const cell of cells) await investigator.askAlone(cell);
	const { beside, paths, trusts } = investigator.result!;
	const steps = [...beside, ...paths.flatMap((path) => path.steps)];
	return { steps: new Map(steps.map((step) => [step.cell, step])), trusts, paths };
}

describe('a check on no path', () => {
	it('is asked about the alert at hand by itself, and no run asks it', async () => {
		const investigator = new Investigator(bench.connection);
		const { beside } = await investigator.investigate('a', notebook, world);
		expect(beside.map(({ state }) => state)).toEqual(Array(5).fill('waiting'));
		await investigator.askAlone('of-alert');
		expect(investigator.result!.beside[0]).toMatchObject({
			state: 'done',
			outcome: 'concern',
			because: '192.0.2.1'
		});
	});

	it('is lowered by what is missing, and says why it failed, as any on a path', async () => {
		const { steps } = await askedOver('a', 'sessions-there', 'broken');
		expect(steps.get('sessions-there')).toMatchObject({ outcome: 'unknown', said: 'clear' });
		expect(steps.get('broken')?.failure?.message).toContain('nothing');
	});

	it('changes no verdict, and what stands on a path is left to its path', async () => {
		const { paths } = await askedOver('a', 'of-alert', 'on-path');
		expect(paths[0]).toMatchObject({ verdict: null, concluded: false });
		expect(paths[0]!.steps.map(({ state }) => state)).toEqual(['waiting']);
	});
});

describe('where no alert is at hand', () => {
	it('checks and claims that read none are asked over all data, and what reads one waits', async () => {
		const { steps } = await askedOver('', 'of-alert', 'sees-something', 'on-path');
		expect(steps.get('of-alert')?.state).toBe('waiting');
		expect(steps.get('sees-something')).toMatchObject({ outcome: 'concern', state: 'done' });
		expect(steps.get('on-path')).toMatchObject({ outcome: 'clear', state: 'done' });
	});

	it('nothing that reads events is clear: nothing says which of them there had to be', async () => {
		const { steps, trusts } = await askedOver('', 'sessions-there', 'sums', 'closed');
		const why = 'no alert is at hand: nothing says which session records there had to be';
		expect(steps.get('sessions-there')).toMatchObject({
			outcome: 'unknown',
			said: 'clear',
			lowered: [why]
		});
		expect(steps.get('sums')).toMatchObject({ outcome: 'clear' });
		expect(trusts[0]).toMatchObject({ outcome: 'untestable', because: why });
	});
});
