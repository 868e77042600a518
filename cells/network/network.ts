import { rowObjects, type Result, type ResultColumn } from '#engine/duckdb/engine.ts';
import { notValid } from '../attributes.ts';
import { columnNamed, rowsOf } from '../column-sql.ts';
import type { AskRows } from '../drawn-rows.svelte.ts';
import { weightOf } from '../weight.ts';
import type { NetworkNames } from './network-spec.ts';
import { factsSql, linksSql, matrixSql, type NetworkColumns } from './network-sql.ts';

/** Ends that are drawn as a net; of more those with the most stand in a matrix. */
export const MOST_ENDS = 500;
export const MOST_IN_MATRIX = 60;
/** Links that are drawn of a net. */
export const MOST_LINKS = 3000;

/** Who talked: one end, or all that have none of their own. */
export interface NetworkEnd {
	/** Null of the others. */
	name: string | null;
	/** How many it stands for. */
	values: number;
	/** What it sent and got, and on how many rows that rests. */
	out: Weighed;
	in: Weighed;
	/** Both, of which what it sent to itself counts once. */
	all: Weighed;
	/** Other ends that it sent to, and that sent to it. */
	to: number;
	from: number;
}

export interface Weighed {
	weight: number;
	rows: number;
}

/** From one end to another, by their indices. */
export interface NetworkLink extends Weighed {
	source: number;
	target: number;
}

/** Who talked to whom, as far as it is drawn, and what is not. */
export interface DrawnNetwork {
	columns: NetworkColumns;
	/** What nobody said and the names decided. */
	chosen: readonly string[];
	as: 'net' | 'matrix';
	rows: number;
	/** The heaviest first; others last. */
	ends: readonly NetworkEnd[];
	links: readonly NetworkLink[];
	/** How many ends and links there are in all. */
	allEnds: number;
	allLinks: number;
	/** Rows that lack an end, that have no weight, and that stand in links which are not drawn. */
	endless: number;
	weightless: number;
	beyond: number;
}

/**
 * Who talked to whom in the rows of a statement; null where there are none.
 * @throws what `ask` throws; `recipe not valid` where the columns do not fit
 */
export async function networkOf(
	{ sql, named }: { sql: string; named: NetworkNames },
	ask: AskRows
): Promise<DrawnNetwork | null> {
	const all = (await ask(`SELECT * FROM ${rowsOf(sql)}`, 1)).columns;
	const columns = networkColumns(named, all);
	const [facts = {}] = rowObjects(await ask(factsSql(sql, columns), 1));
	const fact = (name: string) => Number(facts[name] ?? 0);
	if (fact('rows') === 0) return null;
	const as = fact('ends') <= MOST_ENDS ? 'net' : 'matrix';
	const found =
		as === 'net'
			? await ask(linksSql(sql, columns), MOST_LINKS)
			: await ask(matrixSql(sql, columns, MOST_IN_MATRIX), (MOST_IN_MATRIX + 1) ** 2);
	const drawn = drawnOf(found, fact('ends'));
	return {
		columns,
		chosen: chosenOf(named, columns),
		as,
		rows: fact('rows'),
		...drawn,
		allEnds: fact('ends'),
		allLinks: fact('links'),
		endless: fact('endless'),
		weightless: fact('rows') - fact('drawn') - fact('endless'),
		beyond: fact('drawn') - drawn.links.reduce((sum, { rows }) => sum + rows, 0)
	};
}

function networkColumns(named: NetworkNames, all: readonly ResultColumn[]): NetworkColumns {
	const end = (attribute: 'source' | 'target', usual: string) => {
		const name = named[attribute];
		if (name !== null) return columnNamed(name, attribute, all);
		const found = [attribute, usual].map((each) => all.find((column) => column.name === each));
		const column = found.find((each) => each !== undefined);
		if (column === undefined)
			throw notValid(
				`no column is called ${attribute} or ${usual}: name one by ${attribute}; the columns are ${all.map((each) => each.name).join(', ')}`
			);
		return column;
	};
	return {
		source: end('source', 'src_ip'),
		target: end('target', 'dst_ip'),
		weight: weightOf(named.weight, all)
	};
}

function chosenOf(named: NetworkNames, { source, target, weight }: NetworkColumns): string[] {
	return [
		named.source === null ? `from ${source.name}` : null,
		named.target === null ? `to ${target.name}` : null,
		named.weight === null
			? `weighed by ${weight === null ? 'the number of rows' : weight.name}`
			: null
	].filter((part) => part !== null);
}

function drawnOf(found: Result, allEnds: number): Pick<DrawnNetwork, 'ends' | 'links'> {
	const given = found.rows.map(([source, target, weight, rows]) => ({
		source: source as string | null,
		target: target as string | null,
		weight: Number(weight),
		rows: Number(rows)
	}));
	const names = new Set(given.flatMap(({ source, target }) => [source, target]));
	const own = [...names].filter((name) => name !== null).length;
	const ends = [...names]
		.map((name) => endOf(name, name === null ? allEnds - own : 1, given))
		.sort(byWeight);
	const index = new Map(ends.map(({ name }, i) => [name, i]));
	const links = given.map((link) => ({
		...link,
		source: index.get(link.source)!,
		target: index.get(link.target)!
	}));
	return { ends, links };
}

interface NamedLink extends Weighed {
	source: string | null;
	target: string | null;
}

function endOf(name: string | null, values: number, links: readonly NamedLink[]): NetworkEnd {
	const out = links.filter(({ source }) => source === name);
	const into = links.filter(({ target }) => target === name);
	return {
		name,
		values,
		out: sum(out),
		in: sum(into),
		all: sum([...out, ...into.filter(({ source }) => source !== name)]),
		to: out.filter(({ target }) => target !== name).length,
		from: into.filter(({ source }) => source !== name).length
	};
}

function sum(links: readonly Weighed[]): Weighed {
	return links.reduce(
		(all, { weight, rows }) => ({ weight: all.weight + weight, rows: all.rows + rows }),
		{ weight: 0, rows: 0 }
	);
}

function byWeight(a: NetworkEnd, b: NetworkEnd): number {
	if ((a.name === null) !== (b.name === null)) return a.name === null ? 1 : -1;
	return (
		b.all.weight - a.all.weight ||
		b.all.rows - a.all.rows ||
		((a.name ?? '') < (b.name ?? '') ? -1 : 1)
	);
}
