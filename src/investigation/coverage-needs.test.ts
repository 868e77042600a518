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
		.map(({ table, reach, needed }) => [table, reach.before, reach.after, needed]);
}

const window = ["getvariable('window')"];
const around = `ts BETWEEN alert.ts - getvariable('window') AND alert.ts + getvariable('window')`;
const answer = `SELECT 'clear' AS outcome, '' AS because`;

describe('a check must see', () => {
	it('the window on both sides where it declares no less', () => {
		expect(sightsIn('needs=web', answer)).toEqual([['web', window, window, true]]);
	});

	it('the moment alone where it declares that and reads no more', () => {
		expect(sightsIn('needs=web within=moment', `${answer} FROM web`)).toEqual([
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
			sightsIn('needs=sessions,alerts within=moment', `${answer} FROM q, alerts`, query)
		).toEqual([
			['alerts', [], [], true],
			['sessions', window, window, true]
		]);
	});

	it('the longest time that is read on each side', () => {
		const sql = `${answer} FROM dns WHERE ts > alert.ts - INTERVAL '30 days'`;
		const days = `TRY_CAST('30 days' AS INTERVAL)`;
		expect(sightsIn('needs=dns', sql)).toEqual([['dns', [days, ...window], window, true]]);
		expect(sightsIn('needs=dns within=moment', sql)).toEqual([['dns', [days], [], true]]);
	});

	it('the window at least where it is not understood how far its SQL reads', () => {
		const sql = `${answer} FROM dns WHERE ts > alert.ts - (SELECT max(rtt) FROM dns)`;
		expect(sightsIn('needs=dns within=moment', sql)).toEqual([['dns', window, [], true]]);
	});

	it('the moment alone where the recipe says why', () => {
		const sql = `${answer} FROM web WHERE ${around}`;
		expect(sightsIn('needs=web moment="it is about one request"', sql)).toEqual([
			['web', [], [], true]
		]);
	});

	it('all that it reads where it declares no table', () => {
		const query = `\n\`\`\`sql {query=q}\nSELECT * FROM dns\n\`\`\`\n`;
		expect(sightsIn('', `${answer} FROM q, intel`, query)).toEqual([
			['dns', window, window, true],
			['intel', window, window, true]
		]);
	});

	it('nothing of a table that it reads besides what it declares, but can tell what is missing of it', () => {
		expect(sightsIn('needs=web', `${answer} FROM web, intel`)).toEqual([
			['web', window, window, true],
			['intel', window, window, false]
		]);
	});
});

/** They look for other firewalls before the target: a log that is not loaded names none, and that is no reason. */
const besides: Readonly<Record<string, readonly string[]>> = {
	'border-denies-by-default': ['firewall'],
	exposure: ['firewall']
};

it.each(recipeIds)('%s declares what it reads, or says why it need not', (id) => {
	const notebook = readRecipe(recipeText(id));
	for (const [cell, sights] of coverageNeedsOf(notebook)) {
		const unread = sights.filter(({ needed }) => !needed).map(({ table }) => table);
		expect([cell, unread]).toEqual([cell, besides[cell] ?? []]);
	}
});

it('statistics of the shipped recipe must see the window of the sessions that it counts', () => {
	const sights = coverageNeedsOf(readRecipe(recipeText('block-listed-source'))).get('statistics')!;
	expect(sights.map(({ table, reach }) => [table, reach.before])).toEqual([
		['alerts', []],
		['sessions', window]
	]);
});
