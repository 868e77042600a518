import { once } from '#lib/once.ts';
import { parenthesesOf, type Parentheses } from './parentheses.ts';
import type { SqlToken } from './tokens.ts';

/** A common table expression. */
interface CommonTable {
	/** In lower case. */
	name: string;
	/** Where it stands. */
	at: number;
	isRecursive: boolean;
	/** The parenthesis of its query, and where that ends. */
	open: number;
	close: number;
	/** The parenthesis in which it is known, -1 for all of the statement, and where that ends. */
	scope: number;
	scopeEnd: number;
	/** From where on within its own query its name is its own; null where it is nowhere. */
	ownFrom: number | null;
}

/** The common table expressions of a statement. */
export class CommonTables {
	readonly #tokens: readonly SqlToken[];
	readonly #all: readonly CommonTable[];

	constructor(tokens: readonly SqlToken[]) {
		const parentheses = parenthesesOf(tokens);
		this.#tokens = tokens;
		this.#all = scopesOf(tokens).flatMap((scope) => definedIn(parentheses, scope));
	}

	/**
	 * The parenthesis of the common table expression that is read there; null where a table is. It is known behind
	 * itself alone: within its own query its name is that of a table, but for where a recursive one reads itself.
	 */
	at(at: number): number | null {
		const { word } = this.#tokens[at]!;
		const isOwn = isRecurring(this.#tokens, at);
		const name = isOwn ? this.#tokens[at + 2]!.word : word;
		if (!isOwn && this.#tokens[at + 1]?.kind === '.') return null;
		const seen = this.#all.filter((each) => each.name === name && isKnown(each, at));
		return seen.toSorted((a, b) => b.scope - a.scope || b.open - a.open)[0]?.open ?? null;
	}

	/**
	 * What is put in front of a query that stands there so that it can be run by itself: the common tables that are
	 * known there; empty where there are none.
	 */
	before(at: number, sql: string): string {
		const seen = this.#all.filter(({ close, scopeEnd }) => at > close && at < scopeEnd);
		if (seen.length === 0) return '';
		const recursive = seen.some(({ isRecursive }) => isRecursive) ? 'RECURSIVE ' : '';
		const texts = seen.map((each) =>
			sql.slice(this.#tokens[each.at]!.from, this.#tokens[each.close]!.to)
		);
		return `WITH ${recursive}${texts.join(', ')} `;
	}

	/** Names of those that are known there, as they are written. */
	namesAt(at: number): string[] {
		return this.#all.filter((each) => isKnown(each, at)).map((each) => this.#tokens[each.at]!.text);
	}

	/** That of the whole statement that a token stands in, by its name in lower case. */
	outermost(at: number): string | null {
		const around = this.#all.find(({ open, close, scope }) => scope < 0 && at > open && at < close);
		return around?.name ?? null;
	}
}

const known = new WeakMap<readonly SqlToken[], CommonTables>();

/** Found once for the same tokens. */
export function commonTablesOf(tokens: readonly SqlToken[]): CommonTables {
	return once(known, tokens, () => new CommonTables(tokens));
}

function isKnown({ open, close, scopeEnd, ownFrom }: CommonTable, at: number): boolean {
	if (at > open && at < close) return ownFrom !== null && at >= ownFrom;
	return at > close && at < scopeEnd;
}

/** `recurring.name`: all that a recursive query with keys has come to so far. */
function isRecurring(tokens: readonly SqlToken[], at: number): boolean {
	return (
		tokens[at]!.word === 'recurring' &&
		tokens[at + 1]?.kind === '.' &&
		tokens[at + 2]?.kind === 'word' &&
		tokens[at + 3]?.kind !== '.'
	);
}

/** The parentheses in which names are given to queries. */
function scopesOf(tokens: readonly SqlToken[]): number[] {
	return tokens.flatMap(({ keyword }, at) => {
		if (keyword !== 'with') return [];
		const behind = /^(describe|summarize|show)$/.test(tokens[at - 1]?.keyword ?? '') ? at - 1 : at;
		const before = tokens[behind - 1];
		return before === undefined || before.kind === '(' || before.kind === ';' ? [at] : [];
	});
}

/** `WITH [RECURSIVE] name [(columns)] [USING KEY (columns)] AS [[NOT] MATERIALIZED] (query), …` */
function definedIn(parentheses: Parentheses, withAt: number): CommonTable[] {
	const { tokens } = parentheses;
	const scope = parentheses.openOf(withAt);
	const scopeEnd = parentheses.closeOf(scope);
	const isRecursive = tokens[withAt + 1]?.keyword === 'recursive';
	const found: CommonTable[] = [];
	let at = withAt + (isRecursive ? 2 : 1);
	for (;;) {
		const name = tokens[at]?.word;
		const open = name == null ? null : queryBehind(parentheses, at + 1);
		if (name == null || open === null) return found;
		const close = parentheses.closeOf(open);
		const ownFrom = isRecursive ? recursionOf(parentheses, open) : null;
		found.push({ name, at, isRecursive, open, close, scope, scopeEnd, ownFrom });
		if (tokens[close + 1]?.kind !== ',') return found;
		at = close + 2;
	}
}

function queryBehind(parentheses: Parentheses, after: number): number | null {
	const { tokens } = parentheses;
	let at = after;
	if (tokens[at]?.kind === '(') at = parentheses.closeOf(at) + 1;
	if (tokens[at]?.keyword === 'using') at = parentheses.closeOf(at + 2) + 1;
	if (tokens[at]?.keyword !== 'as') return null;
	at++;
	while (/^(not|materialized)$/.test(tokens[at]?.keyword ?? '')) at++;
	return tokens[at]?.kind === '(' ? at : null;
}

/** The part of a recursive query that reads what was found before: behind its last UNION. */
function recursionOf(parentheses: Parentheses, open: number): number | null {
	const { tokens } = parentheses;
	const own = parentheses.inside(open);
	const only = own.length === 2 && tokens[own[0]!]!.kind === '(' ? own[0]! : null;
	if (only !== null) return recursionOf(parentheses, only);
	const last = own.findLast((at) => /^(union|except)$/.test(tokens[at]!.keyword ?? ''));
	if (last === undefined || tokens[last]!.keyword !== 'union') return null;
	const next = tokens[last + 1]?.keyword === 'all' ? last + 2 : last + 1;
	return tokens[next]?.keyword === 'by' ? null : last;
}
