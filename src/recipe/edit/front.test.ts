import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { frontYaml, readFrontMatter } from '../front-matter.ts';
import { readRecipe } from '../read-recipe.ts';
import { changed, inverseOf, type Change } from './change.ts';
import {
	addPathEdit,
	frontEdit,
	needsEdit,
	pathStopEdit,
	pathTitleEdit,
	removePathEdit,
	renamePathEdit
} from './front.ts';
import {
	addParameterEdit,
	parameterEdit,
	removeParameterEdit,
	renameParameterEdit
} from './parameters.ts';

const block = `---
lookdeeper: 1
id: sample # an id
title: Sample
tags:
  - one
  - two
paths:
  triage: { title: Triage }
---

\`\`\`sql {check=a path=triage,other}
SELECT 1
\`\`\`

\`\`\`sql {verdict path=triage}
SELECT 1
\`\`\`
`;
const flow = `---
lookdeeper: 1
id: sample
title: "Sample"
paths: { triage: { title: Triage }, }
---
`;
const bare = `---
lookdeeper: 1
id: sample
title: Sample
paths: {}
---
`;

/** The file with the edit, which taken back gives the same bytes. */
function edited(text: string, changes: readonly Change[]): string {
	const after = changed(text, changes);
	expect(changed(after, inverseOf(text, changes))).toBe(text);
	return after;
}

describe('a field of the front matter', () => {
	it('gets another value in its place, and comments beside it stay', () => {
		expect(edited(block, frontEdit(block, 'id', 'other'))).toBe(
			block.replace('id: sample', 'id: other')
		);
		expect(edited(flow, frontEdit(flow, 'title', 'It: is "so"'))).toContain(
			`title: 'It: is "so"'\n`
		);
	});

	it('is added where there is none, or one without a value', () => {
		expect(readRecipe(edited(block, frontEdit(block, 'question', 'Is it so?'))).question).toBe(
			'Is it so?'
		);
		const empty = bare.replace('paths:', 'question:\npaths:');
		expect(edited(empty, frontEdit(empty, 'question', 'Is it so?'))).toBe(
			empty.replace('question:', 'question: Is it so?')
		);
	});

	it('may be a list, however that was written', () => {
		const list = ['a, b', '*DROP*', 'x: y'];
		for (const text of [block, flow]) {
			const after = readRecipe(edited(text, frontEdit(text, 'tags', list)));
			expect(after.tags).toEqual(list);
			expect(after.paths).toHaveLength(1);
		}
	});

	it.each([block, flow, bare, ...recipeIds.map(recipeText)])(
		'holds any line of text as it was written',
		(text) => {
			fc.assert(
				fc.property(fc.string({ unit: 'grapheme' }), (title) => {
					const line = title.replace(/\s*[\r\n]+\s*/g, ' ').trim();
					const after = edited(text, frontEdit(text, 'title', title));
					expect(readFrontMatter(frontYaml(after).yaml).matter.title).toBe(line);
				}),
				{ numRuns: 30 }
			);
		}
	);
});

describe('paths', () => {
	it.each([
		['in lines', block],
		['in braces', flow],
		['none yet', bare]
	])('one is added to those there are: %s', (_, text) => {
		const before = readRecipe(text).paths;
		const after = readRecipe(edited(text, addPathEdit(text, 'deep-dive', 'Deep: dive')));
		expect(after.paths).toEqual([
			...before,
			{ name: 'deep-dive', title: 'Deep: dive', stop: 'end' }
		]);
	});

	it('none is added twice', () => {
		expect(() => addPathEdit(block, 'triage', 'Again')).toThrow(/path taken: triage/);
	});

	it('one that is renamed is followed by the cells that stand on it', () => {
		const recipe = { text: block, notebook: readRecipe(block) };
		expect(edited(block, renamePathEdit(recipe, 'triage', 'quick'))).toBe(
			block
				.replace('triage: {', 'quick: {')
				.replace('path=triage,', 'path=quick,')
				.replace('path=triage}', 'path=quick}')
		);
	});

	it('one gets another title', () => {
		expect(edited(block, pathTitleEdit(block, 'triage', 'Quick'))).toBe(
			block.replace('title: Triage', 'title: Quick')
		);
	});
});

describe('what a recipe is written with beside its cells', () => {
	const written = `---
lookdeeper: 1
id: sample
title: Sample
parameters:
  window: { type: interval, default: 1 hour } # kept
  many:
    type: integer
    default: 3
needs:
  web: [url]
  dns:
paths:
  triage: { title: Triage }
  deep: { title: Deep }
---

\`\`\`sql {check=a path=triage}
SELECT 'clear' AS outcome, getvariable('many') AS because
\`\`\`
`;
	const recipe = { text: written, notebook: readRecipe(written) };

	it('a path stops otherwise, and one that no cell stands on is taken out', () => {
		const stopped = readRecipe(edited(written, pathStopEdit(written, 'triage', 'decided')));
		expect(stopped.paths.map(({ stop }) => stop)).toEqual(['decided', 'end']);
		expect(edited(written, removePathEdit(recipe, 'deep'))).toBe(
			written.replace('  deep: { title: Deep }\n', '')
		);
		expect(() => removePathEdit(recipe, 'triage')).toThrow(/cells stand on the path triage: a/);
	});

	it('a parameter gets another type, value, label and choices, and what stands beside it stays', () => {
		const label = edited(written, parameterEdit(written, 'window', 'label', 'Around it: all'));
		expect(readRecipe(label).parameters[0]).toMatchObject({ label: 'Around it: all' });
		expect(label).toContain(' # kept');
		const choices = edited(written, parameterEdit(written, 'many', 'choices', ['3', '10']));
		expect(readRecipe(choices).parameters[1]).toMatchObject({ choices: ['3', '10'] });
		expect(edited(written, parameterEdit(written, 'many', 'default', '5'))).toBe(
			written.replace('default: 3', 'default: "5"')
		);
	});

	it('a parameter is added where there are others and where there is none', () => {
		for (const text of [written, block, flow, bare]) {
			const before = { text, notebook: readRecipe(text) };
			const after = readRecipe(edited(text, addParameterEdit(before, 'least')));
			expect(after.problems).toHaveLength(before.notebook.problems.length);
			expect(after.parameters.at(-1)).toMatchObject({ name: 'least', type: 'text', default: '' });
		}
		expect(() => addParameterEdit(recipe, 'many')).toThrow(/parameter taken: many/);
	});

	it('a parameter that is renamed is asked for by its new name; one that a cell asks for stays', () => {
		expect(edited(written, renameParameterEdit(recipe, 'many', 'most'))).toBe(
			written.replace('  many:', '  most:').replace("getvariable('many')", "getvariable('most')")
		);
		expect(() => removeParameterEdit(recipe, 'many')).toThrow(
			/cells ask for the parameter many: a/
		);
		const without = edited(written, removeParameterEdit(recipe, 'window'));
		expect(readRecipe(without).parameters.map(({ name }) => name)).toEqual(['many']);
	});

	it('needs are other tables and columns, however they were written', () => {
		const needs = [
			{ table: 'sessions', columns: ['src_ip', 'duration'] },
			{ table: 'dns', columns: [] }
		] as const;
		for (const text of [written, block, flow, bare]) {
			expect(readRecipe(edited(text, needsEdit(text, needs))).needs).toEqual(needs);
			expect(readRecipe(edited(text, needsEdit(text, []))).needs).toEqual([]);
		}
	});
});
