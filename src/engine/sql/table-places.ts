import { once } from '#lib/once.ts';
import { parenthesesOf } from './parentheses.ts';
import { queriesIn } from './query-parentheses.ts';
import type { SqlToken } from './tokens.ts';

/** Where a statement reads, by places among its tokens. */
export interface TablePlaces {
	/** Of what is read: of its name, or of the parenthesis that it stands in. */
	readonly places: ReadonlySet<number>;
	/** Of each FROM behind which something is read, and not that of `extract(year FROM ts)` or `IS DISTINCT FROM`. */
	readonly froms: ReadonlySet<number>;
	/** Of the parentheses that hold tables and no query, as in `FROM (a JOIN b USING (k))`. */
	readonly joined: ReadonlySet<number>;
	/** Of the parentheses that hold a query. */
	readonly queries: ReadonlySet<number>;
}

/**
 * What is being said where tables may stand: `list` is that of a FROM, where a comma is followed by another one;
 * `source` is what is pivoted; null is anything else.
 */
type Part = 'list' | 'source' | null;

/** A bracket of any sort that is open; `reads` is false where none of its words tells of tables. */
interface Frame {
	reads: boolean;
	/** Whether nothing was said of the select in it yet. */
	begins: boolean;
	part: Part;
}

const known = new WeakMap<readonly SqlToken[], TablePlaces>();

/** Found once for the tokens of a statement, in one pass. */
export function placesOf(tokens: readonly SqlToken[]): TablePlaces {
	return once(known, tokens, () => new PlaceScan(tokens).found());
}

/**
 * Where what is read stands: the places behind FROM, JOIN and LATERAL, behind a comma of a FROM list, behind PIVOT,
 * UNPIVOT, DESCRIBE, SUMMARIZE and TABLE.
 */
export function tablePlacesOf(tokens: readonly SqlToken[]): ReadonlySet<number> {
	return placesOf(tokens).places;
}

/** What ends the list of a FROM. */
const ends = /^(select|where|group|order|having|limit|offset|window|qualify|values)$/;
const combines = /^(union|except|intersect)$/;
/** Behind these a query may follow as well as a table. */
const tells = /^(describe|summarize|show)$/;
const pivots = /^(un)?pivot$|^pivot_(wider|longer)$/;

class PlaceScan {
	readonly #tokens: readonly SqlToken[];
	readonly #queries: ReadonlySet<number>;
	readonly #places = new Set<number>();
	readonly #froms = new Set<number>();
	readonly #joined = new Set<number>();
	#frames: Frame[] = [{ reads: true, begins: true, part: null }];

	constructor(tokens: readonly SqlToken[]) {
		this.#tokens = tokens;
		this.#queries = queriesIn(parenthesesOf(tokens));
	}

	found(): TablePlaces {
		this.#tokens.forEach((token, at) => this.#hear(token, at));
		return {
			places: this.#places,
			froms: this.#froms,
			joined: this.#joined,
			queries: this.#queries
		};
	}

	#hear({ kind, keyword }: SqlToken, at: number): void {
		const frame = this.#frames.at(-1)!;
		if (kind === '(') this.#open(at);
		else if (kind === '[' || kind === '{') this.#frames.push(closed());
		else if (/^[)\]}]$/.test(kind)) {
			if (this.#frames.length > 1) this.#frames.pop();
		} else if (kind === ';') Object.assign(frame, { begins: true, part: null });
		else if (!frame.reads) return;
		else if (kind === ',' && frame.part === 'list') this.#read(at + 1);
		else if (keyword !== null) this.#say(frame, keyword, at);
	}

	#open(at: number): void {
		const isQuery = this.#queries.has(at);
		const isTables = this.#places.has(at) && !isQuery;
		this.#frames.push({
			reads: isQuery || isTables,
			begins: isQuery,
			part: isTables ? 'list' : null
		});
		if (!isTables) return;
		this.#joined.add(at);
		this.#read(at + 1);
	}

	#say(frame: Frame, keyword: string, at: number): void {
		if (frame.begins && this.#begin(frame, keyword, at)) return;
		if (keyword === 'from') this.#from(frame, at);
		else if (keyword === 'join' && frame.part !== null) this.#read(at + 1);
		else if (combines.test(keyword)) Object.assign(frame, { begins: true, part: null });
		else if (ends.test(keyword) || this.#isSample(keyword, at)) frame.part = null;
		if (/^(select|from)$/.test(keyword)) frame.begins = false;
	}

	/** What only stands where a query begins. */
	#begin(frame: Frame, keyword: string, at: number): boolean {
		if (pivots.test(keyword)) frame.part = 'source';
		else if (keyword !== 'table' && !tells.test(keyword)) return false;
		const next = this.#tokens[at + 1];
		frame.begins = tells.test(keyword);
		if (!frame.begins || !beginsQuery.test(next?.keyword ?? '')) this.#read(at + 1);
		return true;
	}

	#from(frame: Frame, at: number): void {
		if (this.#tokens[at - 1]?.keyword === 'distinct' && isNegatable(this.#tokens[at - 2])) return;
		frame.part = 'list';
		this.#froms.add(at);
		this.#read(at + 1);
	}

	/** What is read stands there, or behind the name that it is given first, as in `FROM w: web`. */
	#read(at: number): void {
		const [token, next] = [this.#tokens[at], this.#tokens[at + 1]];
		if (token === undefined || endsPlace.test(token.keyword ?? token.kind)) return;
		if (/^(word|String)$/.test(token.kind) && next?.kind === ':') this.#read(at + 2);
		else if (/^(lateral|only)$/.test(token.keyword ?? '') && next?.kind !== '.') this.#read(at + 1);
		else this.#places.add(at);
	}

	#isSample(keyword: string, at: number): boolean {
		return keyword === 'using' && this.#tokens[at + 1]?.keyword === 'sample';
	}
}

const beginsQuery = /^(select|with|from|values|pivot|unpivot|table)$/;

/** What stands where nothing is read, as behind the last comma of a list. */
const endsPlace =
	/^([),;]|select|where|group|order|having|limit|offset|window|qualify|union|except|intersect|using|on|join)$/;

/** `x IS DISTINCT FROM y`, `x IS NOT DISTINCT FROM y`. */
function isNegatable(before: SqlToken | undefined): boolean {
	return before?.keyword === 'is' || before?.keyword === 'not';
}

function closed(): Frame {
	return { reads: false, begins: false, part: null };
}
