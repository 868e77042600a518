import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { frontYaml, readFrontMatter } from '../front-matter.ts';
import { readRecipe } from '../read-recipe.ts';
import { changed, inverseOf, type Change } from './change.ts';
import { addPathEdit, frontEdit, pathTitleEdit, renamePathEdit } from './front.ts';

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
