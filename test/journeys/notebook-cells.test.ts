import { afterAll, beforeAll, expect, it } from 'vitest';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

const recipe = `---
lookdeeper: 1
id: standing
title: Standing
paths: { triage: { title: Triage } }
---

\`\`\`md {note}
Ports **below** the line are services <img src=x onerror="document.title='hurt'">.
\`\`\`

\`\`\`text {input=lowest type=integer default=1000 label="Lowest port"}
\`\`\`

## The ports of a run

\`\`\`sql {table=ports}
SELECT n AS port, alert.dst_ip AS target, '<b>' || n || '</b>' AS marked
FROM range(getvariable('lowest'), 2024) AS r(n) ORDER BY n
\`\`\`

## Which ports are there?

\`\`\`sql {check=some path=triage}
SELECT 'concern' AS outcome, count(*) || ' ports' AS because FROM ports
\`\`\`

\`\`\`md {note=between path=triage}
The next question is about the alert alone.
\`\`\`

## Is there an alert?

\`\`\`sql {check=there path=triage}
SELECT 'clear' AS outcome, 'one' AS because
\`\`\`

## The first of them

\`\`\`sql {table=first path=triage}
SELECT port FROM ports LIMIT 2
\`\`\`

\`\`\`sql {verdict path=triage}
SELECT 'test' AS outcome, 'so' AS because FROM steps LIMIT 1
\`\`\`
`;

let visit: Visit;
beforeAll(async () => {
	visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	await visit.openRecipe('standing.md', recipe);
	await visit.step('there').waitFor();
	await visit.settled();
});
afterAll(() => visit.leave());

it('a note, an input and a table stand where they stand in the recipe, and what looks like mark-up is text', async () => {
	const beside = visit.page.getByRole('region', { name: 'Beside the paths' });
	expect(await beside.locator('strong').textContent()).toBe('below');
	expect(await beside.locator('img, b').count()).toBe(0);
	expect(await beside.textContent()).toContain('onerror');
	expect(await visit.page.title()).not.toBe('hurt');
	expect(await beside.getByLabel('Lowest port').inputValue()).toBe('1000');
	const below = visit.page.getByRole('region', { name: 'Below the paths' });
	await below.getByRole('gridcell', { name: '<b>1000</b>' }).waitFor();
	expect(await below.locator('img, b').count()).toBe(0);
	await visit.picture('notebook-cells');
});

it('a note stands between the steps of its path, and is none of them', async () => {
	const lane = visit.page.locator('[data-path="triage"]');
	const ids = await lane
		.locator('[data-cell]')
		.evaluateAll((all) => all.map((each) => each.getAttribute('data-cell')));
	expect(ids).toEqual(['some', 'between', 'there', 'first']);
	expect(await lane.locator('header').textContent()).toContain('3 steps');
});

it('a table on a path is a step that shows its rows', async () => {
	const step = visit.step('first');
	await step.getByRole('gridcell', { name: '1001' }).waitFor();
	expect(await step.textContent()).toContain('2 rows');
});

it('a table scrolls through all of its rows, and a key leads to the last of them', async () => {
	const table = visit.step('ports');
	await table.getByRole('gridcell').first().focus();
	await visit.page.keyboard.press('Control+End');
	await table.locator('[data-line="1023"] > [role=gridcell]:focus').waitFor();
	expect(await table.locator('[data-line]').count()).toBeLessThan(100);
	await visit.page.keyboard.press('Control+Home');
	await table.locator('[data-line="0"] > [role=gridcell]:focus').waitFor();
});

it('an input that is set runs again what reads it, also through a table, and nothing else', async () => {
	const before = await visit.runs();
	expect(await visit.step('some').textContent()).toContain('1024 ports');
	await visit.page.getByLabel('Lowest port').fill('2000');
	await visit.page.keyboard.press('Enter');
	await expect.poll(() => visit.step('some').textContent()).toMatch(/(?<!\d)24 ports/);
	await visit.settled();
	const after = await visit.runs();
	expect(after.some).toBe(before.some! + 1);
	expect(after.there).toBe(before.there);
	await visit.step('ports').getByRole('gridcell', { name: '<b>2000</b>' }).waitFor();
});

it('a value that the database does not take is told at the input, and the old one stays', async () => {
	await visit.page.getByLabel('Lowest port').fill('many');
	await visit.page.keyboard.press('Enter');
	await visit.step('lowest').getByRole('alert').waitFor();
	expect(await visit.step('lowest').textContent()).toContain('Not taken as integer');
	expect(await visit.step('some').textContent()).toContain('24 ports');
});
