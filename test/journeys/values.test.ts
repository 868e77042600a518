import { expect, it } from 'vitest';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

/** Of each value its SQL, how DuckDB writes it, and how the table shows it where that is another. */
const values: [name: string, sql: string, text: string, shown?: string][] = [
	['waited', "INTERVAL '1 month -2 days 3 seconds'", '1 month -2 days 00:00:03'],
	[
		'large',
		'170141183460469231731687303715884105727',
		'170141183460469231731687303715884105727',
		'170,141,183,460,469,231,731,687,303,715,884,105,727'
	],
	['price', '1234567.50::DECIMAL(38, 2)', '1234567.50', '1,234,567.50'],
	['small', '0.00004::DOUBLE', '0.00004'],
	['ides', "DATE '0044-03-15 (BC)'", '0044-03-15 (BC)'],
	['clock', "TIME '03:17:36.000001'", '03:17:36.000001'],
	['raw', "'\\x00a'::BLOB", '\\x00a'],
	['flags', "'0101'::BIT", '0101'],
	['chosen', "'b'::ENUM('a', 'b')", 'b'],
	['nanos', "TIMESTAMP_NS '2007-01-15 03:17:36.123456789'", '2007-01-15 03:17:36.123456789'],
	['zoned', "'2007-01-15 03:17:36+02'::TIMESTAMPTZ", '2007-01-15 01:17:36+00'],
	['ever', "'infinity'::TIMESTAMP", 'infinity'],
	['parts', "{'a': [1, NULL], 'b': DATE '2007-01-15'}", "{'a': [1, NULL], 'b': 2007-01-15}"]
];

const recipe = `---
lookdeeper: 1
id: values
title: Values
paths: { triage: { title: Triage } }
---

## What is there?

\`\`\`sql {query=listed path=triage}
SELECT ${values.map(([name, sql]) => `${sql} AS ${name}`).join(', ')},
	source_id, record, byte_offset, byte_length
FROM alerts AS a WHERE a.alert_id = alert.alert_id
\`\`\`

\`\`\`sql {verdict path=triage}
SELECT 'test' AS outcome, 'so' AS because
\`\`\`
`;

it('values of every kind are shown, copied and pinned as DuckDB’s own text has them', async () => {
	const visit = await Visit.fresh({ permissions: ['clipboard-read', 'clipboard-write'] });
	await visit.open();
	await visit.verdicts();
	const { page } = visit;
	await visit.openRecipe('values.md', recipe);
	const step = visit.step('listed');
	await step.getByRole('button', { name: /1 row/ }).click();
	const cells = step.getByRole('gridcell');
	await cells.nth(values.length - 1).waitFor();
	const texts = await cells.allTextContents();
	expect(texts.slice(0, values.length).map((text) => text.trim())).toEqual(
		values.map(([, , text, shown]) => shown ?? text)
	);

	await cells.nth(1).focus();
	await page.keyboard.press('x');
	await page.getByRole('menuitem', { name: /^Copy/i }).click();
	await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(values[1]![2]);

	await cells.nth(0).focus();
	await page.keyboard.press('e');
	const pin = page.locator('[data-pin]').first();
	await pin.waitFor();
	const pinned = (await pin.textContent())!;
	for (const [name, , text] of values)
		expect([name, pinned]).toEqual([name, expect.stringContaining(text)]);
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
