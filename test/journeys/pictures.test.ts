import { afterAll, beforeAll, expect, it } from 'vitest';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

const bidi = String.fromCharCode(0x202e);
const cells = {
	times: [
		'timeline',
		'',
		"SELECT ts, 'sessions' AS lane, src_ip FROM sessions UNION ALL SELECT ts, 'firewall', src_ip FROM firewall"
	],
	of_alert: [
		'timeline',
		'label=signature',
		'SELECT ts, signature FROM alerts WHERE ts BETWEEN alert.ts - INTERVAL 1 MINUTE AND alert.ts + INTERVAL 1 MINUTE'
	],
	net: ['network', '', 'SELECT src_ip, dst_ip FROM sessions'],
	matrix: [
		'network',
		'',
		"SELECT 'h' || (i % 900) AS src_ip, 'h' || (i % 7) AS dst_ip FROM range(20000) r(i)"
	],
	ways: ['sankey', 'columns="src_ip,dst_port"', 'SELECT src_ip, dst_port FROM sessions'],
	hostile: [
		'sankey',
		'columns="a,b"',
		`SELECT '<img src=x onerror="document.title=1">' AS a, 'a${bidi}gnp</svg><script>1</script>' AS b`
	]
};
const recipe = `---
lookdeeper: 1
id: pictures
title: Pictures
paths: { triage: { title: T, stop: end } }
---

${Object.entries(cells)
	.map(([id, [kind, given, sql]]) => `\`\`\`sql {${kind}=${id} ${given}}\n${sql}\n\`\`\`\n`)
	.join('\n')}
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
	await visit.openRecipe('pictures.md', recipe);
	await visit.step('there').waitFor();
	await visit.settled();
});
afterAll(() => visit.leave());

it('timelines, networks and sankeys are drawn on the built page under its own policy, and what looks like mark-up is text', async () => {
	for (const id of Object.keys(cells)) await visit.step(id).locator('figure svg').waitFor();
	await visit.picture('pictures');
	const beside = visit.page.getByRole('region', { name: 'Below the paths' });
	expect(await beside.locator('img, b, script').count()).toBe(0);
	expect(await beside.textContent()).not.toContain(bidi);
	expect(await visit.step('of_alert').locator('svg').textContent()).toContain('alert');
	expect(await visit.step('matrix').textContent()).toContain('The 60 of 900 ends');
	expect(visit.offences).toEqual([]);
});

it('a timeline is zoomed by a drag, by the wheel once it has the focus, and by keys, and says its bounds', async () => {
	const times = visit.step('times');
	const bounds = () => times.locator('.bounds').textContent();
	const all = await bounds();
	await times.scrollIntoViewIfNeeded();
	const { x, y } = (await times.locator('figure svg').boundingBox())!;
	await visit.page.mouse.move(x + 300, y + 60);
	await visit.page.mouse.down();
	await visit.page.mouse.move(x + 420, y + 60, { steps: 4 });
	await visit.page.mouse.up();
	await expect.poll(bounds).toMatch(/UTC\s+\d+ rows/);
	const dragged = await bounds();
	expect(dragged).not.toBe(all);
	expect(await visit.page.getByRole('menu').count()).toBe(0);
	await visit.page.mouse.wheel(0, -300);
	await expect.poll(bounds).not.toBe(dragged);
	await visit.page.keyboard.press('0');
	await expect.poll(bounds).toBe(all);
});

it('each is copied as it looks, and a mark is read by keys', async () => {
	for (const id of ['times', 'net', 'ways']) {
		const cell = visit.step(id);
		await cell.getByRole('button', { name: 'Copy as SVG' }).click();
		await cell.getByText('Copied as SVG.').waitFor();
		const text = await visit.page.evaluate(() => navigator.clipboard.readText());
		expect(text).toMatch(/^<svg .*fill="rgb/s);
		expect(text).not.toContain('var(--');
		await cell.getByRole('slider').focus();
		await visit.page.keyboard.press('ArrowRight');
		expect(await cell.locator('figcaption').textContent()).toMatch(/rows?/);
	}
});
