import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CellSpec } from '#cells/cell.ts';
import { answers, concludes } from '#cells/facets.ts';
import { cellKinds } from '#cells/index.ts';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { checkSelect } from '#engine/guard/sql-guard.ts';
import { forEach } from '#notebook/compile.ts';
import { shownCells, type Cell } from '#notebook/notebook.ts';
import { attributeEdit, writtenAttributes } from '#recipe/edit/attributes.ts';
import { newBlock } from '#recipe/edit/block.ts';
import { changed, inverseOf } from '#recipe/edit/change.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { emptyBench, type Bench } from './support/evidence.ts';

const cellsFolder = join(import.meta.dirname, '../cells');
const front = `---
lookdeeper: 1
id: sample
title: Sample
paths: { triage: { title: Triage }, deep-dive: { title: Deep dive } }
---
`;

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
	await bench.connection.query('CREATE TABLE scope AS SELECT * FROM alerts');
});
afterAll(() => bench.engine.close());

/** Binds a statement about the current alert, for one alert or for all of them. */
async function bind(cell: Cell, sql: string): Promise<void> {
	checkSelect(cell.sql);
	const steps = `WITH steps AS (SELECT NULL::VARCHAR AS cell, 0 AS position, NULL::VARCHAR AS question,
		NULL::VARCHAR AS outcome, NULL::VARCHAR AS because, NULL::VARCHAR[] AS lowered) SELECT * FROM (\n${sql}\n)`;
	const whole = concludes(cell.kind) ? steps : sql;
	await bench.connection.query(`EXPLAIN ${forEach('scope', whole)}`);
}

function samplesOf(kind: string): string[] {
	const folder = join(cellsFolder, kind, 'samples');
	if (!existsSync(folder)) return [];
	return readdirSync(folder).filter((name) => name.endsWith('.md'));
}

describe('every cell kind', () => {
	it('has a folder of its own name, and every folder is a kind', () => {
		const folders = readdirSync(cellsFolder, { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map(({ name }) => name)
			.sort();
		expect(cellKinds.map(({ name }) => name)).toEqual(folders);
	});

	it.each(cellKinds)('$name says what it is, and has a view', (kind) => {
		expect(kind.title).not.toBe('');
		expect(kind.meaning).not.toBe('');
		expect(existsSync(join(cellsFolder, kind.name, 'View.svelte'))).toBe(true);
		for (const attribute of Object.values(kind.attributes)) expect(attribute.meaning).not.toBe('');
	});

	it.each(cellKinds)(
		'$name begins with a block that is read, and that a database takes',
		async (kind) => {
			const written = front + newBlock(kind, readRecipe(front));
			const [cell] = shownCells(readRecipe(written));
			expect(cell?.kind).toBe(kind);
			if (cell!.type === 'cell') await bind(cell!, cell!.sql);
		}
	);

	it.each(cellKinds)('$name has a sample that is read and one that is refused', ({ name }) => {
		const expected = samplesOf(name).map((sample) => Object.keys(expectedOf(name, sample))[0]);
		expect(new Set(expected)).toEqual(new Set(['spec', 'problem']));
	});
});

function expectedOf(kind: string, sample: string): { spec?: CellSpec; problem?: string } {
	const path = join(cellsFolder, kind, 'samples', `${sample}.expected.json`);
	return JSON.parse(readFileSync(path, 'utf8')) as { spec?: CellSpec; problem?: string };
}

const samples = cellKinds.flatMap(({ name }) => samplesOf(name).map((file) => ({ name, file })));

describe('every sample of a kind', () => {
	it.each(samples)('$name/$file is read as it says, or refused with its reason', async (sample) => {
		const path = join(cellsFolder, sample.name, 'samples', sample.file);
		const notebook = readRecipe(front + readFileSync(path, 'utf8'));
		const { spec, problem } = expectedOf(sample.name, sample.file);
		if (problem !== undefined) {
			expect(notebook.problems[0]!.message).toContain(problem);
			expect(shownCells(notebook)).toEqual([]);
			return;
		}
		const [cell] = shownCells(notebook);
		expect(cell!.kind.name).toBe(sample.name);
		expect(cell!.spec).toEqual(spec);
		if (cell!.type === 'cell') await bind(cell!, cell!.sql);
	});

	it.each(samples.filter(({ name, file }) => expectedOf(name, file).problem === undefined))(
		'$name/$file reads the same once each attribute is written anew, and an edit of one taken back gives the same bytes',
		({ name, file }) => {
			const text = front + readFileSync(join(cellsFolder, name, 'samples', file), 'utf8');
			const [cell] = shownCells(readRecipe(text));
			for (const { name: attribute, value } of writtenAttributes(text, cell!)) {
				const again = changed(text, attributeEdit(text, cell!, attribute, value));
				expect(shownCells(readRecipe(again))[0]!.spec).toEqual(cell!.spec);
				const edits = attributeEdit(text, cell!, attribute, 'another');
				expect(changed(changed(text, edits), inverseOf(text, edits))).toBe(text);
			}
		}
	);
});

const shipped = recipeIds.flatMap((recipe) => {
	const { analysis } = readRecipe(recipeText(recipe));
	return analysis.cells.map((cell) => ({ recipe, id: cell.spec.id, cell, analysis }));
});

describe('the SQL of every cell of every shipped recipe is bound in a real database', () => {
	it.each(shipped)('$recipe: $id', async ({ cell, analysis }) => {
		const { sql, rows } = analysis.of(cell);
		for (const [name, value] of [
			['window', "INTERVAL '1 hour'"],
			['severity', '7'],
			['many', '10'],
			['whois', "''"]
		])
			await bench.connection.query(`SET VARIABLE "${name}" = ${value}`);
		await bind(cell, sql);
		if (answers(cell.kind) && rows !== null) await bind(cell, rows.sql);
	});
});
