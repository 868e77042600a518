import { expect, it } from 'vitest';
import { picturesFor, shapedRows } from '#cells/suggestions.ts';
import { checkSelect } from '#engine/guard/sql-guard.ts';
import { shownCells } from '#notebook/notebook.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { emptyBench } from '#test/support/evidence.ts';
import { answerSql, withStep } from './kept-step.ts';

const text = `---
lookdeeper: 1
id: ours
title: Ours
paths: { triage: { title: Triage } }
---

Words that stay.

\`\`\`sql {verdict path=triage}
SELECT 'suspicious' AS outcome, 'so' AS because FROM steps LIMIT 1
\`\`\`
`;
const question = { title: 'Rare ports', sql: 'SELECT dst_port FROM sessions -- all of them\n;' };

it('a question is kept in the recipe under its title, and every byte before it stays', () => {
	const kept = withStep({ text, notebook: readRecipe(text) }, question, 'rows');
	expect(kept.startsWith(text.trimEnd())).toBe(true);
	const notebook = readRecipe(kept);
	expect(notebook.problems).toEqual([]);
	expect(shownCells(notebook).map(({ spec }) => spec.paths)).toEqual([['triage'], []]);
	expect(kept).toContain('## Rare ports');
	expect(kept).toContain('{table=table_1}');
});

it('as a picture it is a block of the kind that draws it, with what is to be drawn', () => {
	const [picture] = picturesFor(
		shapedRows({
			columns: ['src_ip', 'dst_ip'].map((name) => ({ name, type: 'text' as const })),
			rows: [
				['192.0.2.1', '192.0.2.2'],
				['192.0.2.3', '192.0.2.2']
			]
		})
	);
	const kept = withStep({ text, notebook: readRecipe(text) }, question, picture!);
	expect(readRecipe(kept).problems).toEqual([]);
	expect(kept).toContain('{network=network_1}');
});

it('as an answer it is a step of the first path, which counts its rows', async () => {
	const first = withStep({ text, notebook: readRecipe(text) }, question, 'answer');
	const again = withStep({ text: first, notebook: readRecipe(first) }, question, 'answer');
	const notebook = readRecipe(again);
	expect(notebook.problems).toEqual([]);
	expect(notebook.analysis.path('triage').checks).toHaveLength(2);
	const sql = answerSql("It's rare", question.sql);
	checkSelect(sql);
	const { connection, engine } = await emptyBench();
	expect((await connection.query(sql)).rows).toEqual([['clear', "0 rows of: It's rare"]]);
	await engine.close();
});
