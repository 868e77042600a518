import type { SqlToken } from './tokens.ts';

/** The parentheses of a statement, by places among its tokens; -1 stands for what is in none. */
export class Parentheses {
	readonly tokens: readonly SqlToken[];
	readonly #opens: number[] = [];
	readonly #closes = new Map<number, number>();
	readonly #inside = new Map<number, number[]>();

	constructor(tokens: readonly SqlToken[]) {
		this.tokens = tokens;
		const stack: number[] = [];
		tokens.forEach(({ kind }, at) => {
			if (kind === ')') this.#closes.set(stack.pop() ?? -1, at);
			const open = stack.at(-1) ?? -1;
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
