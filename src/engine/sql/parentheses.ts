import type { SqlToken } from './tokens.ts';

/** Where a parenthesis ends that begins there; behind the last token where nothing ends it. */
export function closing(tokens: readonly SqlToken[], open: number): number {
	const depth = tokens[open]?.depth;
	const at = tokens.findIndex(
		(token, i) => i > open && token.kind === ')' && token.depth === depth
	);
	return at < 0 ? tokens.length : at;
}

/** Where a parenthesis begins that ends there; -1 where nothing begins it. */
export function opening(tokens: readonly SqlToken[], close: number): number {
	const depth = tokens[close]?.depth;
	return tokens.findLastIndex(
		(token, i) => i < close && token.kind === '(' && token.depth === depth
	);
}

/** The parentheses of a statement, by places among its tokens; -1 stands for what is in none. */
export class Parentheses {
	readonly tokens: readonly SqlToken[];
	readonly #opens: number[] = [];
	readonly #closes = new Map<number, number>();
	readonly #inside = new Map<number, number[]>();

	/** @param flat places of parentheses that are taken for none */
	constructor(tokens: readonly SqlToken[], flat: ReadonlySet<number> = new Set()) {
		this.tokens = tokens;
		const stack: number[] = [];
		tokens.forEach(({ kind }, at) => {
			if (kind === ')') this.#closes.set(stack.pop() ?? -1, at);
			const open = stack.findLast((each) => !flat.has(each)) ?? -1;
			this.#opens.push(open);
			const inside = this.#inside.get(open);
			if (inside === undefined) this.#inside.set(open, [at]);
			else inside.push(at);
			if (kind === '(') stack.push(at);
		});
	}

	/** The parenthesis that a token stands in. */
	openOf(at: number): number {
		return this.#opens[at]!;
	}

	/** Behind the last token that stands in a parenthesis. */
	closeOf(open: number): number {
		return (open < 0 ? undefined : this.#closes.get(open)) ?? this.tokens.length;
	}

	/** The tokens that stand in a parenthesis itself, and in none within it. */
	inside(open: number): readonly number[] {
		return this.#inside.get(open) ?? [];
	}
}
