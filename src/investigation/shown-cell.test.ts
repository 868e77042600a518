import { expect, it } from 'vitest';
import { shownCells } from '#notebook/notebook.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { shownCellOf, type CellsKnown } from './shown-cell.ts';

const notebook = readRecipe(`---
lookdeeper: 1
id: all
title: All
paths: { triage: { title: Triage } }
---

\`\`\`sql {query=all-rows}
SELECT 1 AS one
\`\`\`

\`\`\`sql {query=of-alert}
SELECT alert.src_ip
\`\`\`

\`\`\`sql {check=asked path=triage}
SELECT 'clear' AS outcome, 'so' AS because
\`\`\`

\`\`\`sql {check=reads-it}
SELECT 'clear' AS outcome, alert.src_ip AS because
\`\`\`

\`\`\`sql {check=loose}
SELECT 'clear' AS outcome, 'so' AS because
\`\`\`

\`\`\`sql {trust=closed claim="nothing answers"}
SELECT 'confirmed' AS outcome, 'so' AS because
\`\`\`

\`\`\`sql {verdict path=triage}
SELECT 'test' AS outcome, 'so' AS because FROM steps
\`\`\`

\`\`\`text {input=lowest default=3}
\`\`\`
`);

const tools: CellsKnown['tools'] = {
	rowsKeyOf: (cell) => (cell === 'all-rows' ? 'key' : undefined),
	isHeld: () => false,
	parameterNow: () => ({ value: '5', failure: 'too few' })
};

const nothing: CellsKnown = {
	notebook,
	result: null,
	overAll: null,
	asking: new Set(),
	hasAlert: false,
	tools
};

function shown(id: string, known: Partial<CellsKnown> = {}) {
	const cell = shownCells(notebook).find(({ spec }) => spec.id === id)!;
	return shownCellOf(cell, { ...nothing, ...known });
}

it('without an alert, a cell that speaks of none is shown with its rows', () => {
	expect(shown('all-rows')).toMatchObject({ state: 'done', value: { notRun: null } });
});

it('rows that are edited and not asked for are stale, and never shown as those of now', () => {
	const held = { ...tools, isHeld: () => true };
	expect(shown('all-rows', { tools: held }).state).toBe('stale');
});

it('without an alert, a cell that needs one waits and says so', () => {
	const needsOne = 'it reads the row alert, and no alert is at hand';
	expect(shown('of-alert')).toMatchObject({ state: 'waiting', value: { notRun: needsOne } });
	expect(shown('reads-it')).toMatchObject({ state: 'waiting', value: { notRun: needsOne } });
	expect(shown('closed')).toMatchObject({ state: 'waiting', value: { outcome: null } });
	expect(shown('verdict-triage')).toMatchObject({ state: 'waiting', value: { verdict: null } });
});

it('what was not asked has no outcome, whatever its SQL would say', () => {
	for (const id of ['asked', 'loose']) expect(shown(id).value).toMatchObject({ outcome: null });
	expect(shown('asked')).toMatchObject({ state: 'waiting' });
});

it('a parameter is shown with its value, and with what is said against the one that was given', () => {
	expect(shown('lowest')).toEqual({
		state: 'done',
		value: '5',
		failure: { message: 'too few', position: null }
	});
});
