import { CommonTables } from './common-tables.ts';
import { once } from '#lib/once.ts';
import { isTablePlace, relationOf } from './reader.ts';
import type { SqlToken } from './tokens.ts';

/** One select of a statement, by places among its tokens: `to` is behind its last. */
export interface SelectBlock {
	/** The parenthesis that it stands in; -1 for none. */
	readonly open: number;
	readonly from: number;
	readonly to: number;
}

/** What a select reads, where it says so. */
export interface SelectRelation {
	/** Of its name, or of the parenthesis of a subquery. */
	readonly at: number;
	/** Null for a subquery. */
	readonly table: string | null;
	/** By which the select speaks of it, in lower case; null for a subquery without a name. */
	readonly called: string | null;
}

const combining = /^(union|except|intersect)$/;
const clauses =
	/^(where|group|having|order|limit|offset|window|qualify|using|select|union|except|intersect)$/;
/** What stands before what is read, or before the name of a common table expression; a comma does too. */
const introduces = /^(from|join|lateral|with|recursive)$/;
const joins = /^(join|inner|left|right|full|cross|natural|asof|semi|anti|positional)$/;

/** How the selects of a statement stand in each other, and which of them reads what. */
export class Selects {
	readonly tokens: readonly SqlToken[];
	readonly #opens: number[] = [];
	readonly #closes = new Map<number, number>();
	/** The common table expressions. */
	readonly commonTables: CommonTables;
	/** What is read, by its place. */
	readonly #relations: ReadonlyMap<number, SelectRelation>;
	readonly #selects = new Map<number, readonly SelectBlock[]>();
	readonly #read = new Map<SelectBlock, readonly SelectRelation[]>();
	readonly #direct = new Map<SelectBlock, readonly SqlToken[]>();
	readonly #owned = new Map<SelectBlock, readonly number[]>();
	/** Where one statement or select ends and the next begins. */
	readonly #cuts = new Set<number>();

	constructor(tokens: readonly SqlToken[]) {
		this.tokens = tokens;
		const stack: number[] = [];
		tokens.forEach(({ kind, word }, at) => {
			if (kind === ';' || (word !== null && combining.test(word))) this.#cuts.add(at);
			if (kind === ')') this.#closes.set(stack.pop() ?? -1, at);
			this.#opens.push(stack.at(-1) ?? -1);
			if (kind === '(') stack.push(at);
		});
		const behind = tokens.flatMap(({ kind, word }, at) =>
			kind === ',' || introduces.test(word ?? '') ? [at + 1] : []
		);
		this.commonTables = new CommonTables(this, behind);
		const read = behind.flatMap((at) => relationAt(tokens, at) ?? []);
		this.#relations = new Map(read.map((relation) => [relation.at, relation]));
	}

	/** The parenthesis that a token stands in; -1 for none. */
	openOf(at: number): number {
		return this.#opens[at]!;
	}

	/** Behind the last token that stands in a parenthesis. */
	closeOf(open: number): number {
		return this.#closes.get(open) ?? this.tokens.length;
	}

	/** The select around a token; the same one for all of its tokens. */
	around(at: number): SelectBlock {
		return this.#selectsIn(this.#opens[at]!).findLast(({ from }) => from <= at)!;
	}

	/** The first select of the parenthesis that a select stands in: it names the columns of all that are combined. */
	first({ open }: SelectBlock): SelectBlock {
		return this.#selectsIn(open)[0]!;
	}

	relations(block: SelectBlock): readonly SelectRelation[] {
		return once(this.#read, block, () =>
			this.#own(block).flatMap((at) => this.#relations.get(at) ?? [])
		);
	}

	/** The places of all tables that a statement reads, also of its common table expressions. */
	tablePlaces(): number[] {
		return [...this.#relations.values()].flatMap(({ at, table }) => (table === null ? [] : [at]));
	}

	/** Where a query in a parenthesis is read: all places of its name, or itself in a FROM. */
	readersOf(open: number): number[] {
		if (this.commonTables.has(open))
			return this.tablePlaces().filter((at) => this.commonTables.at(at) === open);
		return this.#relations.has(open) ? [open] : [];
	}

	/** What stands behind a word of a select, up to its next clause; null where it has none. */
	clause(block: SelectBlock, name: string): SqlToken[] | null {
		const own = this.#own(block);
		const at = own.find((i) => this.tokens[i]!.word === name);
		if (at === undefined) return null;
		const ends = name === 'select' ? /^(from)$/ : clauses;
		const end = own.find((i) => i > at && ends.test(this.tokens[i]!.word ?? ''));
		return this.tokens.slice(at + 1, end ?? block.to);
	}

	has(block: SelectBlock, word: RegExp): boolean {
		return this.#own(block).some((at) => word.test(this.tokens[at]!.word ?? ''));
	}

	/** What a relation is joined on, where that says which of its rows are read; null where nothing does. */
	on(block: SelectBlock, { at }: SelectRelation): SqlToken[] | null {
		const own = this.#own(block);
		for (let i = at - 1; i >= block.from && joins.test(this.tokens[i]!.word ?? ''); i--)
			if (/^(right|full)$/.test(this.tokens[i]!.word!)) return null;
		const ends = (i: number) =>
			this.tokens[i]!.kind === ',' || (joins.test(this.tokens[i]!.word ?? '') && i > at);
		const isEnd = (i: number) => ends(i) || clauses.test(this.tokens[i]!.word ?? '');
		const on = own.find((i) => i > at && (this.tokens[i]!.word === 'on' || isEnd(i)));
		if (on === undefined || this.tokens[on]!.word !== 'on') return null;
		return this.tokens.slice(on + 1, own.find((i) => i > on && isEnd(i)) ?? block.to);
	}

	/** Of a select, what stands in no query within it. */
	direct(block: SelectBlock): readonly SqlToken[] {
		return once(this.#direct, block, () => withoutQueries(this.tokens.slice(block.from, block.to)));
	}

	/** The selects of a parenthesis, -1 for none, in their order. */
	#selectsIn(open: number): readonly SelectBlock[] {
		return once(this.#selects, open, () => {
			const end = open < 0 ? this.tokens.length : this.closeOf(open);
			const cuts = this.#places(open, open + 1, end).filter((at) => this.#cuts.has(at));
			return [open, ...cuts].map((cut, i) => ({ open, from: cut + 1, to: cuts[i] ?? end }));
		});
	}

	#own(block: SelectBlock): readonly number[] {
		return once(this.#owned, block, () => this.#places(block.open, block.from, block.to));
	}

	/** Of tokens, those that stand in a parenthesis itself. */
	#places(open: number, from: number, to: number): number[] {
		const places: number[] = [];
		for (let i = from; i < to; i++) if (this.#opens[i] === open) places.push(i);
		return places;
	}
}

function relationAt(tokens: readonly SqlToken[], at: number): SelectRelation | null {
	const { kind, word } = tokens[at] ?? { kind: '', word: null };
	if (kind !== '(' && (word === null || word === 'lateral')) return null;
	if (!isTablePlace(tokens, at)) return null;
	const { table, called } = relationOf(tokens, at);
	return { at, table, called: called?.toLowerCase() ?? null };
}

/** Tokens without those of the queries that stand in parentheses among them. */
export function withoutQueries(tokens: readonly SqlToken[]): SqlToken[] {
	let inside: number | null = null;
	return tokens.filter(({ depth, word }, at) => {
		if (inside !== null && depth < inside) inside = null;
		const isQuery = /^(select|with|from|values)$/.test(word ?? '') && tokens[at - 1]?.kind === '(';
		if (inside === null && isQuery) inside = depth;
		return inside === null;
	});
}
