import { readsOf } from '#engine/sql/reader.ts';
import { cellSql, rowsSql } from '#notebook/compile.ts';
import type { Cell, Notebook, PathDefinition } from '#notebook/notebook.ts';
import { surveyOf } from '#notebook/survey.ts';
import { claimsOf, conclusionCellOf, isAnswer, stepCellsOf } from './cell-roles.ts';
import { WINDOW } from './parameters.ts';

/** Everything an answer can depend on beside the alert and the recipe. */
export interface World {
	/** Values of the parameters as text. */
	values: Readonly<Record<string, string>>;
	/** Changes whenever the rows of a table or view change; the same where the same rows are there again. */
	versionOf(table: string): string;
}

/** What an investigation is about at one moment: the alert, the recipe, and all else that answers depend on. */
export interface Situation {
	alertId: string;
	notebook: Notebook;
	world: World;
}

/** What stands for the list of the sources: a claim may name those that it is about. */
const SOURCES = 'sources';

/** What an answer stands on: it is the answer of now exactly as long as its key is that of now. */
export interface Basis {
	key: string;
	/** The statement, with the cells that it reads in front of it. */
	sql: string;
	/** The parameters that it asks for, and their values; null for one that the recipe does not have. */
	values: Readonly<Record<string, string | null>>;
	/** The tables that it reads or needs, and their versions. */
	tables: Readonly<Record<string, string>>;
}

/** What the answer of a cell would stand on. */
export function basisOf(cell: Cell, now: Situation): Basis {
	const { cells, graph } = surveyOf(now.notebook);
	const { id, needs, within, moment, claim } = cell.spec;
	const names = [
		...graph.variables(id),
		...(needs.length > 0 && within === 'window' ? [WINDOW] : [])
	];
	const tables = [...graph.tables(id), ...needs, ...(claim?.source ? [SOURCES] : [])];
	const own = standsOn(cellSql(cell, graph), names, tables, now);
	const claims = claimsOf(cells, cell).map((claim) => basisOf(claim, now));
	return {
		...together([own, ...claims]),
		key: JSON.stringify([own.key, needs, within, moment, claim, claims.map(({ key }) => key)])
	};
}

/** What the verdict of a path stands on. */
export interface Concluded {
	/** After how many steps it was decided; null where all were asked. */
	decided: number | null;
	/** Whether a cell has the answer of now. */
	isGood: (cell: Cell) => boolean;
}

/** What the verdict of a path would stand on: its own SQL, and the answers of now, each as far as there is one. */
export function pathBasisOf(path: PathDefinition, now: Situation, concluded: Concluded): Basis {
	const { cells } = surveyOf(now.notebook);
	const { decided, isGood } = concluded;
	const asked = stepCellsOf(cells, path.name);
	const ran = asked.slice(0, decided ?? asked.length).filter(isAnswer);
	const verdict = conclusionCellOf(cells, path.name);
	const leaning = [...new Set(ran.flatMap((cell) => claimsOf(cells, cell)))];
	const answers = [...ran, ...leaning].map((cell) => ({ cell, basis: basisOf(cell, now) }));
	const own = verdict === undefined ? [] : [basisOf(verdict, now)];
	return {
		...together([...own, ...answers.map(({ basis }) => basis)]),
		key: JSON.stringify([
			own.map(({ key }) => key),
			path.stop,
			asked.map(({ spec, question }) => [spec.id, question, spec.open]),
			answers.map(({ cell, basis }) => (isGood(cell) ? basis.key : null))
		])
	};
}

/** What all answers of a recipe together would stand on. */
export function wholeBasisOf(now: Situation): Basis {
	const { cells } = surveyOf(now.notebook);
	const parts = cells.map((cell) => basisOf(cell, now));
	const keys = [now.alertId, now.notebook.paths, now.world.versionOf('alerts')];
	return { ...together(parts), key: JSON.stringify([...keys, parts.map(({ key }) => key)]) };
}

/** Of a recipe over every alert. */
export function sweepBasisOf(now: Situation): Basis {
	return wholeBasisOf({ ...now, alertId: '' });
}

/** Text that is the same as long as the same of a recipe's needs is missing. */
export function needsKey({ notebook: { needs }, world }: Omit<Situation, 'alertId'>): string {
	return JSON.stringify([needs, needs.map(({ table }) => world.versionOf(table))]);
}

/** Names of all tables on which answers of a notebook may depend, each once. */
export function tablesBehind(notebook: Notebook): string[] {
	const { cells, graph } = surveyOf(notebook);
	const read = cells.flatMap(({ spec }) => [...graph.tables(spec.id), ...spec.needs]);
	const needed = notebook.needs.map(({ table }) => table);
	return [...new Set(['alerts', SOURCES, ...read, ...needed])];
}

function together(parts: readonly Basis[]): Omit<Basis, 'key'> {
	return {
		sql: parts.map(({ sql }) => sql).join(';\n'),
		values: Object.assign({}, ...parts.map(({ values }) => values)),
		tables: Object.assign({}, ...parts.map(({ tables }) => tables))
	};
}

/** What the rows behind a cell stand on; null where there are none to be listed. */
export function rowsBasisOf(cell: Cell, now: Situation): Basis | null {
	const { cells, graph } = surveyOf(now.notebook);
	const sql = rowsSql(cell, cells, graph);
	if (sql === null) return null;
	const { tables, variables } = readsOf(sql);
	return standsOn(sql, variables, tables, now);
}

function standsOn(
	sql: string,
	names: readonly string[],
	read: readonly string[],
	{ alertId, world }: Situation
): Basis {
	const values = Object.fromEntries(names.map((name) => [name, world.values[name] ?? null]));
	const tables = Object.fromEntries(read.map((table) => [table, world.versionOf(table)]));
	return { key: JSON.stringify([alertId, sql, values, tables]), sql, values, tables };
}

/**
 * What an answer was found with that is another now, in words: `window 1 hour`, `other SQL`, `other data`.
 * Empty where nothing is told, as before anything changed.
 */
export function differences(then: Basis, now: Basis): string[] {
	const values = Object.entries(then.values)
		.filter(([name, value]) => now.values[name] !== value && value !== null)
		.map(([name, value]) => `${name} ${value}`);
	const isOther = ([table, version]: [string, string]) =>
		(now.tables[table] ?? version) !== version;
	return [
		...values,
		...(then.sql === now.sql ? [] : ['other SQL']),
		...(Object.entries(then.tables).some(isOther) ? ['other data'] : [])
	];
}
