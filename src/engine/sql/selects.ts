import { once } from '#lib/once.ts';
import { commonTablesOf, type CommonTables } from './common-tables.ts';
import { Parentheses } from './parentheses.ts';
import { relationOf } from './relation.ts';
import { placesOf, type TablePlaces } from './table-places.ts';
import { perStatement, type SqlToken } from './tokens.ts';

/** One select of a statement, by places among its tokens: `to` is behind its last. */
export interface SelectBlock {
	/** The parenthesis that it stands in; -1 for none. */
	readonly open: number;
	readonly from: number;
	readonly to: number;
	/** What stands behind SELECT, up to FROM; null where it has none. */
	readonly list: readonly SqlToken[] | null;
	/** What stands behind WHERE; null where it has none. */
	readonly where: readonly SqlToken[] | null;
	readonly relations: readonly SelectRelation[];
	/** What stands in no query within it. */
	readonly direct: readonly SqlToken[];
}

/** What a select reads, where it says so. */
export interface SelectRelation {
	/** Of its name, or of the parenthesis of a subquery. */
	readonly at: number;
	/** Null for a subquery. */
	readonly table: string | null;
	/** By which the select speaks of it, in lower case; null for a subquery without a name. */
	readonly called: string | null;
	/** The parenthesis of the query that is read, its own or of a common table expression; null for a table. */
	readonly query: number | null;
	/** What it is joined on, where that says which of its rows are read; null where nothing does. */
	readonly on: readonly SqlToken[] | null;
}

/** Where one statement or select ends and the next begins. */
const cutting = /^(;|union|except|intersect)$/;
const clauses =
	/^(where|group|having|order|limit|offset|window|qualify|using|select|union|except|intersect)$/;
const joins = /^(join|inner|left|right|full|cross|natural|asof|semi|anti|positional)$/;

/** How the selects of a statement stand in each other, and which of them reads what. */
export class Selects {
	readonly tokens: readonly SqlToken[];
	readonly #places: TablePlaces;
	readonly #parentheses: Parentheses;
	/** Where parentheses end that hold tables and no query. */
	readonly #joinedEnds: ReadonlySet<number>;
	readonly #commonTables: CommonTables;
	/** The selects of each parenthesis in their order, as far as they were asked for. */
	readonly #selects = new Map<number, readonly SelectBlock[]>();
	/** Where the query of a parenthesis is read: all places of its name, or itself in a FROM. */
	readonly #readers = new Map<number, number[]>();
	readonly #relations = new Map<number, Omit<SelectRelation, 'on'>>();

	constructor(tokens: readonly SqlToken[]) {
		this.tokens = tokens;
		this.#places = placesOf(tokens);
		const { places, joined } = this.#places;
		this.#parentheses = new Parentheses(tokens, joined);
		this.#joinedEnds = new Set([...joined].map((open) => this.#parentheses.closeOf(open)));
		this.#commonTables = commonTablesOf(tokens);
		for (const at of places) {
			const relation = this.#relationAt(at);
			if (relation === null) continue;
			this.#relations.set(at, relation);
			if (relation.query === null) continue;
			const others = this.#readers.get(relation.query) ?? [];
			this.#readers.set(relation.query, [...others, at]);
		}
	}

	/** The places of all tables that a statement reads, and of no common table expressions. */
	tablePlaces(): number[] {
		return [...this.#relations.values()].flatMap(({ at, query }) => (query === null ? [at] : []));
	}

	/** The common table expression of the whole statement that a token stands in, in lower case; null for none. */
	outermost(at: number): string | null {
		return this.#commonTables.outermost(at);
	}

	/** The select around a token; the same one for all of its tokens, also for those of what it calls. */
	around(at: number): SelectBlock {
		let open = this.#parentheses.openOf(at);
		while (open >= 0 && !this.#places.queries.has(open)) open = this.#parentheses.openOf(open);
		return this.#selectsIn(open).findLast(({ from }) => from <= at)!;
	}

	/** The first select of the parenthesis that a select stands in: it names the columns of all that are combined. */
	first({ open }: SelectBlock): SelectBlock {
		return this.#selectsIn(open)[0]!;
	}

	/** The selects that are combined in a parenthesis, -1 for the whole statement, in their order. */
	combinedIn(open: number): readonly SelectBlock[] {
		return this.#selectsIn(open);
	}

	/** Where the query that a select is of is read. */
	readersOf({ open }: SelectBlock): readonly number[] {
		return this.#readers.get(open) ?? [];
	}

	/** Whether columns of the query in a parenthesis are given names in front of it, as in `WITH a(b) AS (…)`. */
	isRenamed(open: number): boolean {
		let at = open - 1;
		while (/^(not|materialized)$/.test(this.tokens[at]?.word ?? '')) at--;
		return this.tokens[at]?.word === 'as' && this.tokens[at - 1]?.kind === ')';
	}

	/** The selects of a parenthesis, -1 for none, in their order. */
	#selectsIn(open: number): readonly SelectBlock[] {
		return once(this.#selects, open, () => {
			const inside = this.#parentheses.inside(open);
			const end = this.#parentheses.closeOf(open);
			const cuts = inside.filter((at) =>
				cutting.test(this.tokens[at]!.keyword ?? this.tokens[at]!.kind)
			);
			return [open, ...cuts].map((cut, i) => {
				const [from, to] = [cut + 1, cuts[i] ?? end];
				return this.#block({ open, from, to }, inside);
			});
		});
	}

	#block(range: Pick<SelectBlock, 'open' | 'from' | 'to'>, inside: readonly number[]): SelectBlock {
		const { from, to } = range;
		const own = inside.filter((at) => at >= from && at < to);
		const relations = own.flatMap((at) => this.#relations.get(at) ?? []);
		return {
			...range,
			list: this.#clause(own, to, 'select', (i) => this.#endsList(i)),
			where: this.#clause(own, to, 'where', (i) => clauses.test(this.tokens[i]!.keyword ?? '')),
			relations: relations.map((each) => ({ ...each, on: this.#on(own, range, each.at) })),
			direct: withoutQueries(this.tokens.slice(from, to))
		};
	}

	#clause(
		own: readonly number[],
		to: number,
		name: string,
		ends: (at: number) => boolean
	): SqlToken[] | null {
		const at = own.find((i) => this.tokens[i]!.keyword === name);
		if (at === undefined) return null;
		return this.tokens.slice(at + 1, own.find((i) => i > at && ends(i)) ?? to);
	}

	/** Behind the list of a select stands FROM, or what follows it where that came first. */
	#endsList(at: number): boolean {
		return this.#places.froms.has(at) || clauses.test(this.tokens[at]!.keyword ?? '');
	}

	#on(
		own: readonly number[],
		{ from, to }: Pick<SelectBlock, 'from' | 'to'>,
		at: number
	): SqlToken[] | null {
		for (let i = at - 1; i >= from && joins.test(this.tokens[i]!.keyword ?? ''); i--)
			if (/^(right|full)$/.test(this.tokens[i]!.keyword!)) return null;
		const begin = own.find(
			(i) => i > at && (this.tokens[i]!.keyword === 'on' || this.#endsJoin(i))
		);
		if (begin === undefined || this.tokens[begin]!.keyword !== 'on') return null;
		return this.tokens.slice(begin + 1, own.find((i) => i > begin && this.#endsJoin(i)) ?? to);
	}

	#endsJoin(at: number): boolean {
		const { kind, keyword } = this.tokens[at]!;
		if (kind === ',' || this.#joinedEnds.has(at)) return true;
		return keyword !== null && (joins.test(keyword) || clauses.test(keyword));
	}

	#relationAt(at: number): Omit<SelectRelation, 'on'> | null {
		const { kind, word } = this.tokens[at] ?? { kind: '', word: null };
		if (this.#places.joined.has(at) || (kind !== '(' && word === null)) return null;
		const { table, called } = relationOf(this.tokens, at);
		const query = table !== null ? this.#commonTables.at(at) : kind === '(' ? at : null;
		return { at, table, called: called?.toLowerCase() ?? null, query };
	}
}

/** The selects of a statement, worked out once for all who ask. */
export const selectsOf = perStatement((tokens) => new Selects(tokens));

/** Tokens without those of the queries that stand in parentheses among them. */
export function withoutQueries(tokens: readonly SqlToken[]): SqlToken[] {
	let inside: number | null = null;
	return tokens.filter(({ depth, keyword }, at) => {
		if (inside !== null && depth < inside) inside = null;
		const isQuery =
			/^(select|with|from|values)$/.test(keyword ?? '') && tokens[at - 1]?.kind === '(';
		if (inside === null && isQuery) inside = depth;
		return inside === null;
	});
}
