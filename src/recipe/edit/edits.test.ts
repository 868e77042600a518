import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellKinds } from '#cells/index.ts';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { Failure } from '#lib/failure.ts';
import { shownCells, type Notebook } from '#notebook/notebook.ts';
import { emptyBench } from '#test/support/evidence.ts';
import { readRecipe } from '../read-recipe.ts';
import { unitsOf } from '../units.ts';
import { attributeEdit, kindEdit, writtenAttributes } from './attributes.ts';
import { blockText, newBlock } from './block.ts';
import { changed, inverseOf, type Change } from './change.ts';
import { addPathEdit, frontEdit, needsEdit, pathStopEdit } from './front.ts';
import {
	addParameterEdit,
	parameterEdit,
	removeParameterEdit,
	renameParameterEdit
} from './parameters.ts';
import { renameEdit } from './rename.ts';
import { bodyEdit } from './sql.ts';
import { insertEdit, removeEdit, moveEdit, wordsEdit } from './units.ts';

const front = `---
lookdeeper: 1
id: drawn
title: Drawn # kept
paths: { triage: { title: Triage } }
---
`;

/** Parts of a body that any editor may have written, well and badly spaced. */
const parts = [
	'## Is it so?',
	'## Again\n\nWith *words* and\ntwo lines.',
	'Only words.',
	'- a list\n- of two',
	'```js\nno cell\n```',
	'```sql {query=first needs=sessions}\nSELECT 1 AS one\n```',
	'~~~~sql {check=asks path=triage x="a \\"b\\""}\nSELECT \'clear\' AS outcome FROM first\n~~~~',
	'```md {note}\nwords\n```',
	'```sql {cheque=no}\nSELECT 1\n```',
	'``` {input=lowest default=3}\n```'
];

const body = fc
	.array(fc.tuple(fc.constantFrom(...parts), fc.constantFrom('\n', '\n\n', '\n\n\n')), {
		maxLength: 7
	})
	.map((drawn) => drawn.map(([part, gap]) => part + gap).join(''));

const files = fc.tuple(body, fc.boolean(), fc.boolean()).map(([drawn, windows, cut]) => {
	const text = front + drawn;
	const ended = cut ? text.trimEnd() : text;
	return windows ? ended.replaceAll('\n', '\r\n') : ended;
});

interface Recipe {
	text: string;
	notebook: Notebook;
}

function read(text: string): Recipe {
	return { text, notebook: readRecipe(text) };
}

function unitTexts({ text, notebook }: Recipe): string[] {
	return unitsOf(notebook).map(({ from, to }) => text.slice(from, to));
}

/** Paragraphs run on to the next heading, so that what stands beside each other may be one unit. */
function joined(texts: readonly string[]): string {
	return texts
		.join('\n')
		.replace(/\s*\n\s*/g, '\n')
		.trim();
}

type Drawn = (recipe: Recipe, at: number) => Change[];

const edits: Record<string, Drawn> = {
	insert: ({ text, notebook }, at) => {
		const units = unitsOf(notebook);
		const kind = cellKinds[at % cellKinds.length]!;
		return insertEdit({ text, units }, at % (units.length + 1), newBlock(kind, notebook));
	},
	remove: ({ text, notebook }, at) => {
		const units = unitsOf(notebook);
		return removeEdit({ text, units }, at % (units.length || 1));
	},
	move: ({ text, notebook }, at) => {
		const units = unitsOf(notebook);
		const many = units.length || 1;
		return moveEdit({ text, units }, at % many, Math.floor(at / many) % many);
	},
	words: ({ text, notebook }, at) => {
		const units = unitsOf(notebook);
		return wordsEdit({ text, units }, at % (units.length || 1), 'other\nwords');
	},
	kind: ({ text, notebook }, at) =>
		ofCell(notebook, at, (cell) =>
			kindEdit(text, cell, cellKinds[at % cellKinds.length]!, notebook)
		),
	attribute: ({ text, notebook }, at) =>
		ofCell(notebook, at, (cell) =>
			attributeEdit(text, cell, ['path', 'needs', 'x'][at % 3]!, ['a b', null, undefined][at % 2])
		),
	body: ({ text, notebook }, at) =>
		ofCell(notebook, at, (cell) => bodyEdit(text, cell, ['SELECT 2', '```\nx', ''][at % 3]!)),
	rename: ({ text, notebook }, at) =>
		ofCell(notebook, at, (cell) => {
			const id = `other_${at}`;
			const isTaken = shownCells(notebook).some(({ spec }) => spec.id === id);
			return isTaken ? [] : renameEdit({ text, notebook }, cell, id);
		})
};

/** None where it is refused, as a second path of one name is. */
function made(edit: Drawn, recipe: Recipe, at: number): Change[] {
	try {
		return edit(recipe, at);
	} catch (error) {
		if (error instanceof Failure) return [];
		throw error;
	}
}

function stepsOf(drawn: Record<string, Drawn>) {
	return fc.array(fc.tuple(fc.constantFrom(...Object.keys(drawn)), fc.nat(40)), { maxLength: 8 });
}

function ofCell(
	notebook: Notebook,
	at: number,
	edit: (cell: ReturnType<typeof shownCells>[number]) => Change[]
): Change[] {
	const cells = shownCells(notebook);
	return cells.length === 0 ? [] : edit(cells[at % cells.length]!);
}

/** What may be done with the front matter. */
const frontEdits: Record<string, Drawn> = {
	field: ({ text }, at) => frontEdit(text, ['title', 'question'][at % 2]!, `It: ${at}`),
	list: ({ text }, at) => frontEdit(text, ['tags', 'applies_to'][at % 2]!, ['a', 'b, c']),
	path: ({ text }, at) => addPathEdit(text, `path-${at}`, 'Another'),
	stop: ({ text }, at) => pathStopEdit(text, 'triage', at % 2 ? 'end' : 'decided'),
	needs: ({ text }, at) =>
		needsEdit(text, at % 3 ? [{ table: 'web', columns: at % 2 ? ['url'] : [] }] : []),
	parameter: (recipe, at) => parameterFieldEdit(recipe, at)
};

function parameterFieldEdit(recipe: Recipe, at: number): Change[] {
	const own = recipe.notebook.parameters.find(({ inPlace }) => !inPlace);
	if (own === undefined) return addParameterEdit(recipe, `given_${at}`);
	if (at % 3 === 0) return removeParameterEdit(recipe, own.name);
	if (at % 3 === 1) return renameParameterEdit(recipe, own.name, `given_${at + 50}`);
	return parameterEdit(recipe.text, own.name, 'choices', ['1', 'a, b']);
}

describe('any edits, one after the other', () => {
	const all = { ...edits, ...frontEdits };
	const steps = stepsOf(edits);

	it('give the same bytes again when they are taken back', () => {
		fc.assert(
			fc.property(files, stepsOf(all), (text, drawn) => {
				const undo: [string, Change[]][] = [];
				let now = text;
				for (const [name, at] of drawn) {
					const changes = made(all[name]!, read(now), at);
					undo.push([now, inverseOf(now, changes)]);
					now = changed(now, changes);
				}
				for (const [before, back] of undo.toReversed()) {
					now = changed(now, back);
					expect(now).toBe(before);
				}
				expect(now).toBe(text);
			}),
			{ numRuns: 150 }
		);
	});

	it('leave a recipe that can be read, its front matter as it was, and the line ends of the file', () => {
		fc.assert(
			fc.property(files, steps, (text, drawn) => {
				let now = text;
				for (const [name, at] of drawn) now = changed(now, edits[name]!(read(now), at));
				const whole = text.includes('\r\n') ? front.replaceAll('\n', '\r\n') : front;
				expect(now.startsWith(whole.trimEnd())).toBe(true);
				if (text.includes('\r\n')) expect(now.replaceAll('\r\n', '')).not.toContain('\n');
			}),
			{ numRuns: 80 }
		);
	});
});

describe('an edit of one part', () => {
	const at = fc.nat(20);

	it('a block that is put somewhere stands there, and all others as they did', () => {
		fc.assert(
			fc.property(files, at, (text, drawn) => {
				const recipe = read(text);
				const units = unitsOf(recipe.notebook);
				const place = drawn % (units.length + 1);
				const block = '```text {input=put default=1}\n```';
				const after = read(changed(text, insertEdit({ text, units }, place, block)));
				const lines = block.replaceAll('\n', text.includes('\r\n') ? '\r\n' : '\n');
				expect(unitTexts(after)).toEqual(unitTexts(recipe).toSpliced(place, 0, lines));
			}),
			{ numRuns: 150 }
		);
	});

	it('what is taken out is gone, and nothing else', () => {
		fc.assert(
			fc.property(files, at, (text, drawn) => {
				const recipe = read(text);
				const units = unitsOf(recipe.notebook);
				if (units.length === 0) return;
				const place = drawn % units.length;
				const after = read(changed(text, removeEdit({ text, units }, place)));
				const left = unitTexts(recipe).toSpliced(place, 1);
				expect(joined(unitTexts(after))).toBe(joined(left));
			}),
			{ numRuns: 150 }
		);
	});

	it('what is moved stands where it was moved to, and what stood between makes room in its order', () => {
		fc.assert(
			fc.property(files, at, at, (text, drawn, drawnTo) => {
				const recipe = read(text);
				const units = unitsOf(recipe.notebook);
				if (units.length < 2) return;
				const [place, to] = [drawn % units.length, drawnTo % units.length];
				const after = read(changed(text, moveEdit({ text, units }, place, to)));
				const [own] = unitTexts(recipe).slice(place, place + 1);
				const expected = unitTexts(recipe).toSpliced(place, 1).toSpliced(to, 0, own!);
				expect(joined(unitTexts(after))).toBe(joined(expected));
			}),
			{ numRuns: 150 }
		);
	});
});

const list = `${front}
\`\`\`sql {query=ports x="kept  so" path=triage}
SELECT 1 AS port
\`\`\`
`;

describe('attributes of a block', () => {
	const { notebook } = read(list);
	const [cell] = shownCells(notebook);

	const lineOf = (name: string, value: string | null | undefined) =>
		changed(list, attributeEdit(list, cell!, name, value)).split('\n')[7];

	it('one gets another value, one is added, one goes; the bytes of the others stay', () => {
		expect(lineOf('path', 'a,b')).toBe('```sql {query=ports x="kept  so" path=a,b}');
		expect(lineOf('needs', 'web')).toBe('```sql {query=ports x="kept  so" path=triage needs=web}');
		expect(lineOf('x', undefined)).toBe('```sql {query=ports path=triage}');
		expect(lineOf('flag', null)).toBe('```sql {query=ports x="kept  so" path=triage flag}');
	});

	it('any text that can stand in one line is read again as it was written', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (value) => {
				if (/[`\n\r]/.test(value)) return;
				const after = read(changed(list, attributeEdit(list, cell!, 'x', value)));
				const [again] = shownCells(after.notebook);
				const own = writtenAttributes(after.text, again!).find(({ name }) => name === 'x');
				expect(own?.value).toBe(value);
			}),
			{ numRuns: 60 }
		);
	});

	it('what cannot stand in one line is refused and says why', () => {
		expect(() => attributeEdit(list, cell!, 'x', 'a`b')).toThrow(
			/x holds a line end or a backtick/
		);
	});

	it('a cell that becomes one of another kind keeps its id, and gets what that kind must have', () => {
		for (const kind of cellKinds) {
			const after = read(changed(list, kindEdit(list, cell!, kind, notebook)));
			expect(after.notebook.problems.filter(({ line }) => line !== null)).toEqual([]);
			expect(shownCells(after.notebook)[0]).toMatchObject({ kind, spec: { id: 'ports' } });
		}
	});
});

describe('a cell that is renamed', () => {
	const text = `${front}
\`\`\`sql {query=ports}
SELECT 1 AS port
\`\`\`

\`\`\`sql {trust=ports-closed claim="they are"}
SELECT 'confirmed' AS outcome, 'so' AS because FROM "ports"
\`\`\`

\`\`\`text {input=lowest default=3}
\`\`\`

\`\`\`sql {check=a path=triage rows=ports trust=ports-closed}
SELECT 'clear' AS outcome, 'ports' AS because
FROM ports JOIN sessions AS s ON s.dst_port = ports.port -- ports
WHERE port > getvariable('lowest')
\`\`\`

\`\`\`sql {check=b path=triage trust="other, ports-closed"}
WITH ports AS (SELECT 2 AS port)
SELECT 'clear' AS outcome, 'so' AS because FROM ports
\`\`\`
`;
	const notebook = readRecipe(text);

	function renamed(from: string, to: string): string {
		const cell = shownCells(notebook).find(({ spec }) => spec.id === from)!;
		return changed(text, renameEdit({ text, notebook }, cell, to));
	}

	it('is followed by the SQL that reads it and by attributes that name it; a name of its own, a text and a comment stay', () => {
		expect(renamed('ports', 'seen-ports')).toBe(
			text
				.replace('query=ports', 'query=seen-ports')
				.replace('FROM "ports"', 'FROM "seen-ports"')
				.replace('rows=ports', 'rows=seen-ports')
				.replace('FROM ports JOIN', 'FROM "seen-ports" JOIN')
				.replace('= ports.port', '= "seen-ports".port')
		);
	});

	it.each([
		[
			'WITH ports AS (SELECT * FROM ports) SELECT ports.port FROM ports',
			'WITH ports AS (SELECT * FROM now) SELECT ports.port FROM ports'
		],
		[
			'SELECT ports.port FROM web AS ports JOIN (SELECT * FROM ports) USING (port)',
			'SELECT ports.port FROM web AS ports JOIN (SELECT * FROM now) USING (port)'
		],
		['SELECT ports.port FROM ports AS ports', 'SELECT ports.port FROM now AS ports'],
		[
			'FROM ports SELECT ports.port, (SELECT max(ports.port) FROM web)',
			'FROM now SELECT now.port, (SELECT max(now.port) FROM web)'
		],
		['PIVOT ports ON port USING count(*)', 'PIVOT now ON port USING count(*)']
	])(
		'is followed where its rows are read, and not where the name stands for something else: %s',
		(sql, then) => {
			const file = `${text}\n\`\`\`sql {query=elsewhere}\n${sql}\n\`\`\`\n`;
			const edited = { text: file, notebook: readRecipe(file) };
			const cell = shownCells(edited.notebook).find(({ spec }) => spec.id === 'ports')!;
			expect(changed(file, renameEdit(edited, cell, 'now'))).toContain(then);
		}
	);

	it.each(['order', 'Select', 'join', 'values', 'with space'])(
		'is read by its new name in quotes where that is a word of the language: %s',
		async (id) => {
			const after = renamed('ports', id);
			expect(after).toContain(`FROM "${id}" JOIN`);
			const [first] = shownCells(readRecipe(after));
			expect(first!.spec.id).toBe(id);
			const { analysis } = readRecipe(after);
			const check = analysis.cells.find(({ spec }) => spec.id === 'a')!;
			const { engine, connection } = await emptyBench();
			await connection.query(`EXPLAIN ${analysis.of(check).sql}`);
			await engine.close();
		}
	);

	it('is followed by those that lean on it, and by those that ask for its value', () => {
		expect(renamed('ports-closed', 'closed')).toBe(
			text
				.replace('trust=ports-closed', 'trust=closed')
				.replace('{trust=ports-closed', '{trust=closed')
				.replaceAll('ports-closed', 'closed')
		);
		expect(renamed('lowest', 'least')).toBe(text.replaceAll('lowest', 'least'));
	});

	it('has no name that another cell has, in whatever case', () => {
		expect(() => renamed('ports', 'LOWEST')).toThrow(/id taken: LOWEST/);
		expect(() => renamed('ports', ' ')).toThrow(/id is missing/);
	});

	it.each(recipeIds)('and back again gives the same bytes: every cell of %s', (recipe) => {
		const shipped = recipeText(recipe);
		const whole = readRecipe(shipped);
		for (const cell of shownCells(whole)) {
			const edits = renameEdit({ text: shipped, notebook: whole }, cell, 'another_name');
			expect(changed(changed(shipped, edits), inverseOf(shipped, edits))).toBe(shipped);
		}
	});
});

describe('a new block', () => {
	it.each(cellKinds)('of the kind $name is read without a problem', (kind) => {
		const { notebook } = read(front);
		const text = changed(
			front,
			insertEdit({ text: front, units: [] }, 0, newBlock(kind, notebook))
		);
		const after = readRecipe(text);
		expect(after.problems.filter(({ line }) => line !== null)).toEqual([]);
		expect(shownCells(after)).toHaveLength(1);
	});

	it('has longer fences where its text would close them', () => {
		const [kind] = cellKinds;
		const block = blockText(kind!, { id: 'x', body: 'a\n````\nb' });
		expect(block.split('\n')).toEqual([
			expect.stringMatching(/^`{5}\w/),
			'a',
			'````',
			'b',
			'`````'
		]);
	});
});
