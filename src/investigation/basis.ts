import { answers as answering } from '#cells/facets.ts';
import type { Analysis, CellStatement } from '#notebook/analysis.ts';
import type { Cell, Notebook, PathDefinition } from '#notebook/notebook.ts';
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

/** What the verdict of a path stands on. */
export interface Concluded {
	/** After how many steps it was decided; null where all were asked. */
	decided: number | null;
	/** Whether a cell has an answer that stands on the basis of this key. */
	isGood: (cell: Cell, key: string) => boolean;
}

/**
 * What the answers of a notebook would stand on in a situation. Each is worked out once, and again where the version
 * of a table that it reads has changed.
 */
export class Bases {
	readonly now: Situation;
	readonly #analysis: Analysis;
	readonly #cells = new Map<Cell, Basis>();
	readonly #rows = new Map<Cell, Basis>();

	constructor(now: Situation) {
		this.now = now;
		this.#analysis = now.notebook.analysis;
	}

	/** What the answer of a cell would stand on. */
	of(cell: Cell): Basis {
		const known = this.#cells.get(cell);
		if (known !== undefined && this.#isOfNow(known)) return known;
		const basis = this.#basisOf(cell);
		this.#cells.set(cell, basis);
		return basis;
	}

	/** What the rows behind a cell stand on; null where there are none to be listed. */
	rowsOf(cell: Cell): Basis | null {
		const known = this.#rows.get(cell);
		if (known !== undefined && this.#isOfNow(known)) return known;
		const { rows } = this.#analysis.of(cell);
		if (rows === null) return null;
		const basis = this.#standsOn(rows);
		this.#rows.set(cell, basis);
		return basis;
	}

	/** What the verdict of a path would stand on: its own SQL, and the answers of now, each as far as there is one. */
	ofPath({ name, stop }: PathDefinition, { decided, isGood }: Concluded): Basis {
		const { steps, checks, conclusion } = this.#analysis.path(name);
		const ran =
			decided === null ? checks : steps.slice(0, decided).filter(({ kind }) => answering(kind));
		const leaning = new Set(ran.flatMap((cell) => this.#analysis.of(cell).claims));
		const answers = [...ran, ...leaning].map((cell) => ({ cell, basis: this.of(cell) }));
		const own = conclusion === null ? [] : [this.of(conclusion)];
		return {
			...together([...own, ...answers.map(({ basis }) => basis)]),
			key: JSON.stringify([
				own.map(({ key }) => key),
				stop,
				steps.map(({ spec, question }) => [spec.id, question, spec.open]),
				answers.map(({ cell, basis }) => (isGood(cell, basis.key) ? basis.key : null))
			])
		};
	}

	/** What all answers of a recipe together would stand on. */
	ofAll(): Basis {
		const { alertId, notebook, world } = this.now;
		const parts = this.#analysis.cells.map((cell) => this.of(cell));
		const keys = [alertId, notebook.paths, world.versionOf('alerts')];
		return { ...together(parts), key: JSON.stringify([...keys, parts.map(({ key }) => key)]) };
	}

	#basisOf(cell: Cell): Basis {
		const { claim } = cell;
		const { needs, within, moment } = cell.spec;
		const { claims, ...statement } = this.#analysis.of(cell);
		const window = needs.length > 0 && within === 'window' ? [WINDOW] : [];
		const own = this.#standsOn({
			sql: statement.sql,
			variables: [...statement.variables, ...window],
			tables: [...statement.tables, ...needs, ...(claim?.source ? [SOURCES] : [])]
		});
		const leaning = claims.map((each) => this.of(each));
		return {
			...together([own, ...leaning]),
			key: JSON.stringify([own.key, needs, within, moment, claim, leaning.map(({ key }) => key)])
		};
	}

	#standsOn({ sql, variables, tables: read }: Omit<CellStatement, 'ofAlert'>): Basis {
		const { alertId, world } = this.now;
		const values = Object.fromEntries(variables.map((name) => [name, world.values[name] ?? null]));
		const tables = Object.fromEntries(read.map((table) => [table, world.versionOf(table)]));
		return { key: JSON.stringify([alertId, sql, values, tables]), sql, values, tables };
	}

	#isOfNow({ tables }: Basis): boolean {
		const { world } = this.now;
		for (const table in tables) if (world.versionOf(table) !== tables[table]) return false;
		return true;
	}
}

/** What all answers of a recipe about an alert together would stand on. */
export function wholeBasisOf(now: Situation): Basis {
	return new Bases(now).ofAll();
}

/** Of a recipe over every alert. */
export function sweepBasisOf(now: Situation): Basis {
	return wholeBasisOf({ ...now, alertId: '' });
}

/** Text that is the same as long as the same of a recipe's needs is missing. */
export function needsKey({ notebook: { needs }, world }: Omit<Situation, 'alertId'>): string {
	return JSON.stringify([needs, needs.map(({ table }) => world.versionOf(table))]);
}

/** Text that is the same as long as the data and the parameters are the same. */
export function dataKey({ notebook, world }: Omit<Situation, 'alertId'>): string {
	return JSON.stringify([
		world.values,
		tablesBehind(notebook).map((table) => world.versionOf(table))
	]);
}

/** Names of all tables on which answers of a notebook may depend, each once. */
export function tablesBehind({ analysis, needs }: Notebook): string[] {
	const read = analysis.cells.flatMap((cell) => [...analysis.of(cell).tables, ...cell.spec.needs]);
	return [...new Set(['alerts', SOURCES, ...read, ...needs.map(({ table }) => table)])];
}

function together(parts: readonly Basis[]): Omit<Basis, 'key'> {
	return {
		sql: parts.map(({ sql }) => sql).join(';\n'),
		values: Object.assign({}, ...parts.map(({ values }) => values)),
		tables: Object.assign({}, ...parts.map(({ tables }) => tables))
	};
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
