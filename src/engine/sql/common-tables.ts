import { once } from '#lib/once.ts';
import type { SqlToken } from './tokens.ts';

/** The parentheses of a statement, by places among its tokens. */
interface Parentheses {
	readonly tokens: readonly SqlToken[];
	openOf(at: number): number;
	closeOf(open: number): number;
}

/** A common table expression. */
interface Definition {
	name: string;
	/** The parenthesis of its query. */
	open: number;
	/** The parenthesis in which it is known; -1 for all of the statement. */
	scope: number;
}

/** The common table expressions of a statement. */
export class CommonTables {
	readonly #in: Parentheses;
	readonly #all: readonly Definition[];
	readonly #known = new Map<number, number | null>();

	/** @param behind places where the name of one may stand */
	constructor(parentheses: Parentheses, behind: readonly number[]) {
		this.#in = parentheses;
		this.#all = behind.flatMap((at) => this.#defined(at));
	}

	/** Whether the query of one stands in that parenthesis. */
	has(open: number): boolean {
		return this.#all.some((definition) => definition.open === open);
	}

	/** The parenthesis of the common table expression that is read there; null where a table is. */
	at(at: number): number | null {
		const { tokens } = this.#in;
		return once(this.#known, at, () => {
			if (tokens[at + 1]?.kind === '.') return null;
			const known = this.#all.filter(
				({ name, open, scope }) =>
					name === tokens[at]!.word && this.#isIn(at, scope) && !this.#isIn(at, open)
			);
			return known.toSorted((a, b) => b.scope - a.scope)[0]?.open ?? null;
		});
	}

	/** That of the whole statement that a token stands in, by its name in lower case. */
	outermost(at: number): string | null {
		const around = this.#all.find(({ open, scope }) => scope < 0 && this.#isIn(at, open));
		return around?.name ?? null;
	}

	#isIn(at: number, open: number): boolean {
		return open < 0 || (at > open && at < this.#in.closeOf(open));
	}

	#defined(at: number): Definition[] {
		const { tokens } = this.#in;
		const word = tokens[at]?.word ?? null;
		const isIntroduced = /^(,|with|recursive)$/i.test(tokens[at - 1]!.text);
		if (word === null || !isIntroduced) return [];
		const behind = tokens[at + 1]?.kind === '(' ? this.#in.closeOf(at + 1) + 1 : at + 1;
		if (tokens[behind]?.word !== 'as') return [];
		let open = behind + 1;
		while (/^(not|materialized)$/.test(tokens[open]?.word ?? '')) open++;
		if (tokens[open]?.kind !== '(') return [];
		return [{ name: word, open, scope: this.#in.openOf(at) }];
	}
}
