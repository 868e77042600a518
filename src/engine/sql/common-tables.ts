import { opening, type Parentheses } from './parentheses.ts';
import type { SqlToken } from './tokens.ts';

/** A common table expression. */
interface Definition {
	/** In lower case. */
	name: string;
	/** Where it stands. */
	at: number;
	/** The parenthesis of its query. */
	open: number;
}

interface CommonTable extends Definition {
	/** Where its query ends. */
	close: number;
	/** The parenthesis in which it is known, -1 for all of the statement, and where that ends. */
	scope: number;
	scopeEnd: number;
}

/** The common table expressions of a statement. */
export class CommonTables {
	readonly #tokens: readonly SqlToken[];
	readonly #all: readonly CommonTable[];

	constructor(parentheses: Parentheses) {
		this.#tokens = parentheses.tokens;
		this.#all = definitionsIn(parentheses.tokens).map((one) => {
			const scope = parentheses.openOf(one.at);
			const [close, scopeEnd] = [parentheses.closeOf(one.open), parentheses.closeOf(scope)];
			return { ...one, close, scope, scopeEnd };
		});
	}

	/** The parenthesis of the common table expression that is read there; null where a table is. */
	at(at: number): number | null {
		if (this.#tokens[at + 1]?.kind === '.') return null;
		const { word } = this.#tokens[at]!;
		const known = this.#all.filter(({ name, scope, scopeEnd, open, close }) => {
			const isOwn = at > open && at < close;
			return name === word && at > scope && at < scopeEnd && !isOwn;
		});
		return known.toSorted((a, b) => b.scope - a.scope)[0]?.open ?? null;
	}

	/** That of the whole statement that a token stands in, by its name in lower case. */
	outermost(at: number): string | null {
		const around = this.#all.find(({ open, close, scope }) => scope < 0 && at > open && at < close);
		return around?.name ?? null;
	}
}

const opensQuery = /^(\(|not|materialized)$/;

/** Where names are given to queries: `name AS (` or `name(columns) AS (` behind WITH or a comma. */
export function definitionsIn(tokens: readonly SqlToken[]): Definition[] {
	return tokens.flatMap(({ word }, as) => {
		const next = tokens[as + 1];
		const mayBe = word === 'as' && opensQuery.test(next?.word ?? next?.kind ?? '');
		return mayBe ? (definedBy(tokens, as) ?? []) : [];
	});
}

function definedBy(tokens: readonly SqlToken[], as: number): Definition | null {
	let open = as + 1;
	while (/^(not|materialized)$/.test(tokens[open]?.word ?? '')) open++;
	const at = tokens[as - 1]?.kind === ')' ? opening(tokens, as - 1) - 1 : as - 1;
	const [before, named] = [tokens[at - 1], tokens[at]?.word ?? null];
	const isIntroduced = before?.kind === ',' || /^(with|recursive)$/.test(before?.word ?? '');
	if (named === null || tokens[open]?.kind !== '(' || !isIntroduced) return null;
	return { name: named, at, open };
}
