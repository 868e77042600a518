import { once } from '#lib/once.ts';
import type { SqlToken } from './tokens.ts';

/** The parentheses of a statement, by places among its tokens; -1 stands for what is in none. */
export class Parentheses {
	readonly tokens: readonly SqlToken[];
	readonly #opens: number[] = [];
	readonly #closes = new Map<number, number>();
	readonly #begins = new Map<number, number>();
	readonly #inside = new Map<number, number[]>();

	/** @param flat places of parentheses that are taken for none */
	constructor(tokens: readonly SqlToken[], flat: ReadonlySet<number> = new Set()) {
		this.tokens = tokens;
		const stack: number[] = [];
		tokens.forEach(({ kind }, at) => {
			if (kind === ')') this.#pair(stack.pop(), at);
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

	/** Behind the last token that stands in a parenthesis: where it ends, or the end of all where nothing ends it. */
	closeOf(open: number): number {
		return this.#closes.get(open) ?? this.tokens.length;
	}

	/** Where a parenthesis begins that ends there; -1 where nothing begins it. */
	beginOf(close: number): number {
		return this.#begins.get(close) ?? -1;
	}

	/** The tokens that stand in a parenthesis itself, and in none within it. */
	inside(open: number): readonly number[] {
		return this.#inside.get(open) ?? [];
	}

	/** Where a call ends whose arguments stand in a parenthesis: behind its FILTER, where it has one. */
	endOfCall(open: number): number {
		const close = this.closeOf(open);
		const [filter, condition] = this.tokens.slice(close + 1, close + 3);
		return filter?.word === 'filter' && condition?.kind === '(' ? this.closeOf(close + 2) : close;
	}

	#pair(open: number | undefined, close: number): void {
		if (open === undefined) return;
		this.#closes.set(open, close);
		this.#begins.set(close, open);
	}
}

const known = new WeakMap<readonly SqlToken[], Parentheses>();

/** Found once for the same tokens. */
export function parenthesesOf(tokens: readonly SqlToken[]): Parentheses {
	return once(known, tokens, () => new Parentheses(tokens));
}
