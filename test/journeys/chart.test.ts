import { afterAll, beforeAll, expect, it } from 'vitest';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

const bidi = String.fromCharCode(0x202e);
const cells = {
	hours: [
		'mark=line x=hour y=sessions colour=proto',
		"SELECT time_bucket(INTERVAL '1 hour', ts) AS hour, proto, count(*) AS sessions FROM sessions GROUP BY ALL"
	],
	records: ['', 'SELECT * FROM firewall'],
	of_alert: [
		'mark=heat-map x=ts y=dst_port',
		'SELECT ts, dst_port FROM sessions WHERE ts > alert.ts'
	],
	large: ['mark=dot x=a y=b', 'SELECT i AS a, sqrt(i * 7919 % 997) AS b FROM range(20000) r(i)'],
	boxes: ['mark=box x=proto y=src_bytes', 'SELECT proto, src_bytes FROM sessions'],
	hostile: [
		'mark=bar colour=kind',
		`SELECT unnest(['<img src=x onerror="document.title=1">', '</svg><script>1</script>', 'a${bidi}gnp']) AS name, unnest([5, 3, 2]) AS n, '<b>k</b>' AS kind`
	]
};
const recipe = `---
lookdeeper: 1
id: charts
title: Charts
paths: { triage: { title: T, stop: end } }
---

${Object.entries(cells)
	.map(
		([id, [given, sql]]) => `## Picture ${id}\n\n\`\`\`sql {chart=${id} ${given}}\n${sql}\n\`\`\`\n`
	)
	.join('\n')}
## What is in the sessions?

\`\`\`sql {profile=sessions_loaded}
SELECT *, [proto] AS protos, {'to': dst_port} AS ends FROM sessions
\`\`\`

## Is it there?

\`\`\`sql {check=there path=triage}
SELECT 'clear' AS outcome, 'one' AS because
\`\`\`

\`\`\`sql {verdict path=triage}
SELECT 'test' AS outcome, 'so' AS because FROM steps LIMIT 1
\`\`\`
`;

let visit: Visit;
beforeAll(async () => {
	visit = await Visit.fresh({ permissions: ['clipboard-read', 'clipboard-write'] });
	await visit.open();
	await visit.verdicts();
	await visit.openRecipe('charts.md', recipe);
	await visit.step('there').waitFor();
	await visit.settled();
});
afterAll(() => visit.leave());

it('charts are drawn on the built page under its own policy, and what looks like mark-up is text', async () => {
	for (const id of Object.keys(cells)) await visit.step(id).locator('svg svg').waitFor();
	await visit.picture('charts');
	const beside = visit.page.getByRole('region', { name: 'Below the paths' });
	expect(await beside.locator('img, b, script').count()).toBe(0);
	expect(await beside.textContent()).not.toContain(bidi);
	expect(await visit.step('large').textContent()).toContain('20,000 rows are aggregated in SQL');
	expect(visit.offences).toEqual([]);
});

it('a point is read exactly by keys and by pointer, and a press opens the menu of its value', async () => {
	const chart = visit.step('hostile');
	await chart.getByRole('slider').focus();
	await visit.page.keyboard.press('ArrowRight');
	expect(await chart.locator('figcaption').textContent()).toContain('<b>k</b>: n 5');
	await chart.locator('svg svg rect').nth(0).hover();
	expect(await chart.locator('figcaption').textContent()).toContain('</svg><script>1</script>');
	await visit.page.mouse.down();
	await visit.page.mouse.up();
	await visit.page.getByRole('menu').waitFor();
	await visit.page.keyboard.press('Escape');
});

it('a picture is copied as it looks, without what points at it', async () => {
	const chart = visit.step('hours');
	await chart.getByRole('button', { name: 'Copy as SVG' }).click();
	await chart.getByText('Copied as SVG.').waitFor();
	const svg = await visit.page.evaluate(() => navigator.clipboard.readText());
	expect(svg).toContain('tcp');
	expect(svg).not.toMatch(/var\(|data-aside|light-dark|class=/);
	await chart.getByRole('button', { name: 'Copy as PNG' }).click();
	await chart.getByText('Copied as PNG.').waitFor();
	const types = await visit.page.evaluate(async () => (await navigator.clipboard.read())[0]!.types);
	expect(types).toEqual(['image/png']);
	expect(visit.offences).toEqual([]);
});

it('a profile looks at every column of a table in the engine of the page', async () => {
	const profile = visit.step('sessions_loaded');
	const of = (column: string) => profile.locator(`[data-column="${column}"]`);
	await of('ends').getByText('different values').waitFor();
	expect(await of('proto').textContent()).toContain('tcp');
	expect(await of('protos').textContent()).toContain('[tcp]');
	expect(await of('dst_port').getByRole('img').getAttribute('aria-label')).toContain(
		'24 stretches'
	);
	expect(await profile.locator('.failure').count()).toBe(0);
	expect(visit.offences).toEqual([]);
});
