import { describe, expect, it } from 'vitest';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { concludes } from '#cells/facets.ts';
import { cellsOf } from '#notebook/notebook.ts';
import { withSql } from './edit/sql.ts';
import { readRecipe } from './read-recipe.ts';
import { recipeFragment, recipeOfFragment } from './share-link.ts';

const front = `---
lookdeeper: 1
id: little
title: A little recipe
paths: { triage: { title: Triage, stop: decided } }
---
`;

function block(attributes: string, sql = "SELECT 'clear' AS outcome, 'so' AS because"): string {
	return `\`\`\`sql {${attributes}}\n${sql}\n\`\`\`\n`;
}

const verdict = block('verdict path=triage', "SELECT 'disregard' AS outcome, 'so' AS because");

function problemsOf(body: string): string[] {
	return readRecipe(front + body + verdict).problems.map(({ message }) => message);
}

describe('the shipped recipes', () => {
	it.each(recipeIds)('%s is read without a problem, under its own id', (id) => {
		const notebook = readRecipe(recipeText(id));
		expect(notebook.id).toBe(id);
		expect(notebook.problems).toEqual([]);
	});
	it.each(recipeIds)('every byte of %s is prose, a cell or front matter', (id) => {
		const text = recipeText(id);
		const { pieces } = readRecipe(text);
		let last = text.indexOf('\n---', 3) + 5;
		for (const piece of pieces) {
			expect(text.slice(last, piece.from).trim()).toBe('');
			last = piece.to;
		}
		expect(text.slice(last).trim()).toBe('');
	});
});

describe('reading a recipe', () => {
	it('a heading is the question of the cells below it', () => {
		const notebook = readRecipe(
			`${front}\n## Was it \`allowed\`?\n\n${block('check=a path=triage')}`
		);
		expect(cellsOf(notebook)[0]).toMatchObject({ question: 'Was it allowed?', line: 10 });
	});

	it('a fenced block without an attribute list is prose', () => {
		const notebook = readRecipe(`${front}\n\`\`\`sql\nSELECT 1\n\`\`\`\n${verdict}`);
		expect(cellsOf(notebook)).toHaveLength(1);
	});

	it('unknown attributes survive and do not matter', () => {
		expect(problemsOf(block('check=a path=triage colour=red'))).toEqual([]);
	});

	it.each([
		['chek=a path=triage', /unknown cell kind: chek/],
		['check path=triage', /an id is missing/],
		['check=a path=triage needs=firewal', /unknown table: firewal/],
		['check=a path=slow', /unknown path: slow/],
		['check=a path=triage trust=nobody', /no claim nobody; the recipe has none/],
		['check=a path=triage rows=nothing', /unknown cell: nothing/],
		['check=a check=b', /stands twice/],
		['check=a "', /not an attribute/],
		['trust=a', /claim is missing/],
		['query=alerts', /id taken by a table that cells read: alerts/],
		['query=alert', /id taken by a table/],
		['query=Steps', /id taken by a table/],
		['query=FIREWALL', /id taken by a table/],
		['query=sources', /id taken by a table/],
		['query=coverage', /id taken by a table/],
		['trust=a claim="b" review=tomorrow', /not a date/],
		['check=a within=ever', /neither window nor moment/]
	])('{%s} is told at its line, and the rest still runs', (attributes, message) => {
		const notebook = readRecipe(front + block(attributes) + verdict);
		expect(notebook.problems).toHaveLength(1);
		expect(notebook.problems[0]).toMatchObject({
			message: expect.stringMatching(message),
			line: 7
		});
		expect(cellsOf(notebook).some(({ kind }) => concludes(kind))).toBe(true);
	});

	it('a ring of cells is told at each of them', () => {
		const ring = block('query=a', 'SELECT * FROM b') + block('query=b', 'SELECT * FROM a');
		expect(problemsOf(ring)).toEqual([
			'the cell reads itself: a → b → a',
			'the cell reads itself: b → a → b'
		]);
	});

	it('a query is known to the cells that read it whatever the case of its letters', () => {
		const ring = block('query=Lines', 'SELECT * FROM LINES');
		expect(problemsOf(ring)).toEqual(['the cell reads itself: Lines → Lines']);
		const twice = block('query=lines', 'SELECT 1') + block('query=LINES', 'SELECT 2');
		expect(problemsOf(twice)).toEqual(['id taken: LINES']);
	});

	it('a check that is called like a table does not hide it', () => {
		const notebook = readRecipe(
			front +
				block('check=web path=triage') +
				block('check=b path=triage', 'SELECT 1 FROM web') +
				verdict
		);
		expect(notebook.problems).toEqual([]);
		const { upstream, tables } = notebook.analysis.of(cellsOf(notebook)[1]!);
		expect([upstream, tables]).toEqual([[], ['web']]);
	});

	it('a path without a verdict is told', () => {
		const { problems } = readRecipe(front + block('check=a path=triage'));
		expect(problems.map(({ message }) => message)).toEqual(['path triage has no verdict']);
	});

	it('says in its front matter what it is for and what it needs', () => {
		const more = 'tags: [worm]\napplies_to: [1:2003, 2004, "MS-SQL*"]\n';
		const needs = 'needs: { alerts: [ts, dst_port], firewall: }\n';
		const notebook = readRecipe(front.replace('paths:', `${more}${needs}paths:`) + verdict);
		expect(notebook).toMatchObject({
			tags: ['worm'],
			appliesTo: ['1:2003', '2004', 'MS-SQL*'],
			needs: [
				{ table: 'alerts', columns: ['ts', 'dst_port'] },
				{ table: 'firewall', columns: [] }
			],
			problems: []
		});
		expect(readRecipe(front + verdict)).toMatchObject({ tags: [], appliesTo: [], needs: [] });
	});

	it('may need tables as a list, or none', () => {
		const needsOf = (needs: string) =>
			readRecipe(front.replace('paths:', `needs: ${needs}\npaths:`) + verdict).needs;
		expect(needsOf('[web, web, host]').map(({ table }) => table)).toEqual(['web', 'host']);
		expect(needsOf('')).toEqual([]);
	});

	it.each(['\n', '\r\n'])(
		'names that it needs and that are none are told at their place (%j)',
		(lineEnd) => {
			const needs = 'needs:\n  alerts: [ts, dst_prot]\n  firewal: [action]\n  web:\n';
			const text = `\ufeff${front.replace('paths:', `${needs}paths:`)}${block('check=a path=triage')}${verdict}`;
			const whole = text.replaceAll('\n', lineEnd);
			const { problems, needs: known, pieces } = readRecipe(whole);
			expect(problems.map(({ line, from, to }) => [line, whole.slice(from, to)])).toEqual([
				[6, 'dst_prot'],
				[7, 'firewal']
			]);
			expect(problems[0]!.message).toBe('front matter: needs: unknown column of alerts: dst_prot');
			expect(problems[1]!.message).toMatch(
				/unknown table: firewal; the tables are alerts, sessions,/
			);
			expect(known).toEqual([
				{ table: 'alerts', columns: ['ts'] },
				{ table: 'web', columns: [] }
			]);
			expect(pieces).toHaveLength(2);
		}
	);

	it.each([
		['no front matter', /does not begin with front matter/],
		['---\nlookdeeper: 2\n---\n', /lookdeeper/],
		['---\nlookdeeper: [\n---\n', /front matter/],
		[
			front.replace('paths:', 'parameters: { Bad: { type: text, default: a } }\npaths:'),
			/parameter/
		],
		[front.replace('paths:', 'needs: firewall\npaths:'), /front matter: needs: /],
		[front.replace('paths:', 'needs: { web: host }\npaths:'), /front matter: needs/]
	])('%j is refused with the field', (text, message) => {
		expect(() => readRecipe(text)).toThrow(message);
	});
});

describe('editing a cell', () => {
	it.each(['\n', '\r\n'])('replaces its SQL and nothing else (%j)', (lineEnd) => {
		const text = (front + block('check=a path=triage') + verdict).replaceAll('\n', lineEnd);
		const cell = cellsOf(readRecipe(text))[0]!;
		expect(withSql(text, cell, cell.sql)).toBe(text);
		const edited = withSql(text, cell, 'SELECT 1\nFROM web\n');
		expect(edited.replace(`SELECT 1${lineEnd}FROM web`, cell.sql)).toBe(text);
		expect(cellsOf(readRecipe(edited))[0]!.sql).toBe('SELECT 1\nFROM web');
	});

	it.each(['', '  ', '```', '   ````\nx', 'SELECT 1\n```\n## Another', '~~~', '-- `', '{@'])(
		'takes no cell out of the recipe, whatever is typed (%j)',
		(sql) => {
			for (const fence of ['```', '~~~', '`````']) {
				const text = front + block('check=a path=triage').replaceAll('```', fence) + verdict;
				const ids = cellsOf(readRecipe(text)).map(({ spec }) => spec.id);
				const edited = withSql(text, cellsOf(readRecipe(text))[0]!, sql);
				const cells = cellsOf(readRecipe(edited));
				expect(cells.map(({ spec }) => spec.id)).toEqual(ids);
				expect(cells[0]!.sql.trim()).toBe(sql.trim());
				const again = withSql(edited, cells[0]!, 'SELECT 1');
				expect(cellsOf(readRecipe(again)).map(({ spec }) => spec.id)).toEqual(ids);
			}
		}
	);

	it('writes into a block that has no line yet', () => {
		const text = front + '```sql {check=a path=triage}\n```\n\n' + verdict;
		const edited = withSql(text, cellsOf(readRecipe(text))[0]!, 'SELECT 1');
		expect(cellsOf(readRecipe(edited))[0]!.sql).toBe('SELECT 1');
	});
});

/** Whether the last character of the data differs in bits alone that no byte has. */
function onlyUnused(damaged: string, fragment: string, at: number): boolean {
	if (fragment[at + 1] !== '.' || damaged[at] === '.') return false;
	const bytes = (text: string) =>
		atob(
			text
				.slice(8, at + 1)
				.replace(/-/g, '+')
				.replace(/_/g, '/')
		);
	return bytes(damaged) === bytes(fragment);
}

describe('a link', () => {
	it('carries a recipe byte for byte', () => {
		const text = `${front}größe → ${'x'.repeat(10_000)}`;
		expect(recipeOfFragment(recipeFragment(text))).toEqual({ text, isChecked: true });
	});
	it('without a recipe carries none', () => expect(recipeOfFragment('#other=1')).toBe(null));
	it('that is cut is refused', () => {
		const cut = recipeFragment(front).slice(0, -40);
		expect(() => recipeOfFragment(`${cut}!`)).toThrow('damaged or cut');
	});
	it('that is damaged in one character, wherever, is refused', () => {
		const fragment = recipeFragment(front + block('check=a path=triage') + verdict);
		const others = 'AZaz09-_.&%';
		for (let at = '#recipe='.length; at < fragment.length; at++) {
			const other = others[at % others.length]!;
			const damaged = fragment.slice(0, at) + other + fragment.slice(at + 1);
			if (other === fragment[at] || onlyUnused(damaged, fragment, at)) continue;
			expect(() => recipeOfFragment(damaged), `${at} ${other}`).toThrow('damaged or cut');
		}
	});
	it('of an older edition, without a check value, opens and is not called checked', () => {
		const older = recipeFragment(front).replace(/\..*$/, '');
		expect(recipeOfFragment(older)).toEqual({ text: front, isChecked: false });
	});
	it('that would unfold to more than a mebibyte is refused', () => {
		const bomb = recipeFragment('x'.repeat(3 << 20));
		expect(() => recipeOfFragment(bomb)).toThrow('damaged or cut');
	});
});
