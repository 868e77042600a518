import { describe, expect, it } from 'vitest';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { coverageNeedsOf } from './coverage-needs.ts';

const front = `---
lookdeeper: 1
id: small
title: Small
parameters:
  window: { type: interval, default: 1 hour, label: Time }
paths: { p: { title: P, stop: end } }
---
`;

const verdict = `
\`\`\`sql {verdict path=p}
SELECT 'disregard' AS outcome, '' AS because FROM steps
\`\`\`
`;

function sightsIn(attributes: string, sql: string, before = '') {
	const cells = `${before}\n\`\`\`sql {check=c path=p ${attributes}}\n${sql}\n\`\`\`\n${verdict}`;
	const notebook = readRecipe(front + cells);
	expect(notebook.problems).toEqual([]);
	return coverageNeedsOf(notebook)
		.get('c')!
		.map(({ table, reach, needed }) => [
			table,
			...(reach.span === null
				? [reach.before, reach.after]
				: [reach.span.from ?? 'all', reach.span.to ?? 'all']),
			reach.unclear ? 'unclear' : needed
		]);
}

const window = ["getvariable('window')"];
const around = `ts BETWEEN alert.ts - getvariable('window') AND alert.ts + getvariable('window')`;
const answer = `SELECT 'clear' AS outcome, '' AS because`;

describe('a check must see', () => {
	it('the window on both sides where it declares no less', () => {
		expect(sightsIn('needs=web', answer)).toEqual([['web', window, window, true]]);
	});

	it('the moment alone where it declares that and reads no more', () => {
		expect(sightsIn('needs=web within=moment', `${answer} FROM web WHERE ts = alert.ts`)).toEqual([
			['web', [], [], true]
		]);
	});

	it('the window that its SQL reads, whatever it declares', () => {
		expect(sightsIn('needs=web within=moment', `${answer} FROM web WHERE ${around}`)).toEqual([
			['web', window, window, true]
		]);
	});

	it('what a query reads for it, of the table that the query reads', () => {
		const query = `\n\`\`\`sql {query=q}\nSELECT * FROM sessions WHERE ${around}\n\`\`\`\n`;
		expect(
			sightsIn(
				'needs=sessions,alerts within=moment',
				`${answer} FROM q, alerts AS a WHERE a.ts = alert.ts`,
				query
			)
		).toEqual([
			['alerts', [], [], true],
			['sessions', window, window, true]
		]);
	});

	it('the longest time that is read on each side', () => {
		const sql = `${answer} FROM dns WHERE ts BETWEEN alert.ts - INTERVAL '30 days' AND alert.ts`;
		const days = `TRY_CAST('30 days' AS INTERVAL)`;
		expect(sightsIn('needs=dns', sql)).toEqual([['dns', [days, ...window], window, true]]);
		expect(sightsIn('needs=dns within=moment', sql)).toEqual([['dns', [days], [], true]]);
	});

	it('more than can be told where it is not understood how far its SQL reads', () => {
		const sql = `${answer} FROM dns WHERE strftime(ts, '%j') = strftime(alert.ts, '%j')`;
		expect(sightsIn('needs=dns within=moment', sql)).toEqual([
			['dns', [], [], true],
			['dns', [], [], 'unclear']
		]);
	});

	it('more than can be told where a parameter that is no length of time says how far', () => {
		const sql = `${answer} FROM dns WHERE ts BETWEEN alert.ts - getvariable('many') AND alert.ts`;
		expect(sightsIn('needs=dns', sql)).toContainEqual(['dns', [], [], 'unclear']);
	});

	it('all that is loaded on a side where its SQL leaves nothing out', () => {
		expect(sightsIn('needs=dns', `${answer} FROM dns`)).toEqual([
			['dns', window, window, true],
			['dns', 'all', 'all', true]
		]);
		const seen = `${answer} FROM dns WHERE ts < alert.ts - INTERVAL 1 HOUR`;
		expect(sightsIn('needs=dns', seen)).toContainEqual([
			'dns',
			'all',
			[`alert.ts - TRY_CAST('1 HOUR' AS INTERVAL)`],
			true
		]);
	});

	it('the day that its SQL names, whenever the alert was', () => {
		const sql = `${answer} FROM dns WHERE ts BETWEEN TIMESTAMP '2007-01-15' AND TIMESTAMP '2007-01-16'`;
		const day = [15, 16].map((each) => [`TRY_CAST('2007-01-${each}' AS TIMESTAMP)`]);
		expect(sightsIn('needs=dns', sql)).toContainEqual(['dns', ...day, true]);
	});

	it('nothing of what a query reads that says why it need not be covered', () => {
		const query = `\n\`\`\`sql {query=q moment="it decides nothing"}\nSELECT * FROM dns\n\`\`\`\n`;
		expect(sightsIn('needs=web', `${answer} FROM q`, query)).toEqual([
			['web', window, window, true],
			['dns', window, window, false]
		]);
	});

	it('no times of what stands', () => {
		expect(sightsIn('', `${answer} FROM policy, assets WHERE assets.ts < alert.ts`)).toEqual([
			['assets', window, window, true],
			['policy', window, window, true]
		]);
	});

	it('more than can be told where it reads a source in its own columns, and declares no table with times', () => {
		const untold = [null, [], [], 'unclear'];
		expect(sightsIn('', `${answer} FROM "conn.log"`)).toEqual([untold]);
		expect(sightsIn('needs=assets', `${answer} FROM conn_log`)).toContainEqual(untold);
		const query = '\n```sql {query=q}\nSELECT * FROM conn_log\n```\n';
		expect(sightsIn('', `${answer} FROM q`, query)).toEqual([untold]);
	});

	it('what it declares where it reads a source in its own columns besides', () => {
		expect(sightsIn('needs=sessions', `${answer} FROM conn_log`)).toEqual([
			['sessions', window, window, true]
		]);
	});

	it('nothing of the own columns of a source where it, or the query that reads them, says why', () => {
		expect(sightsIn('moment="it is a list"', `${answer} FROM conn_log`)).toEqual([]);
		const query = '\n```sql {query=q moment="a list"}\nSELECT * FROM conn_log\n```\n';
		expect(sightsIn('', `${answer} FROM q`, query)).toEqual([]);
	});

	it('nothing of what the database itself knows', () => {
		expect(sightsIn('', `${answer} FROM sources, Coverage, range(3)`)).toEqual([]);
	});

	it('the moment alone where the recipe says why', () => {
		const sql = `${answer} FROM web WHERE ${around}`;
		expect(sightsIn('needs=web moment="it is about one request"', sql)).toEqual([
			['web', [], [], true]
		]);
	});

	it('all that it reads where it declares no table', () => {
		const query = `\n\`\`\`sql {query=q}\nSELECT * FROM dns WHERE ${around}\n\`\`\`\n`;
		expect(sightsIn('', `${answer} FROM q, intel`, query)).toEqual([
			['dns', window, window, true],
			['intel', window, window, true]
		]);
	});

	it('what it reads besides what it declares', () => {
		expect(sightsIn('needs=web', `${answer} FROM sessions WHERE ${around}`)).toEqual([
			['sessions', window, window, true],
			['web', window, window, true]
		]);
	});
});

/**
 * They look for other firewalls before the target, whether it opened the flow itself, whether the source is one of
 * one's own, and for names on lists: what is not loaded tells none, and that is no reason.
 */
const besides: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	'block-listed-source': { 'border-denies-by-default': ['firewall'], exposure: ['firewall'] },
	'generic-alert': {
		'policy-holds': ['firewall'],
		exposure: ['sessions', 'firewall'],
		source: ['assets'],
		listed: ['dns', 'tls']
	}
};

it.each(recipeIds)('%s declares what it reads, or says why it need not', (id) => {
	const notebook = readRecipe(recipeText(id));
	for (const [cell, sights] of coverageNeedsOf(notebook)) {
		const unread = sights.filter(({ needed }) => !needed).map(({ table }) => table);
		expect([cell, unread]).toEqual([cell, besides[id]?.[cell] ?? []]);
	}
});

it('statistics of the shipped recipe must see the window of the sessions that it counts', () => {
	const sights = coverageNeedsOf(readRecipe(recipeText('block-listed-source'))).get('statistics')!;
	expect(sights.map(({ table, reach }) => [table, reach.before])).toEqual([
		['alerts', []],
		['sessions', window]
	]);
});
