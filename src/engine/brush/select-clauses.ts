import { itemsOf, type SelectItem } from '../sql/select-items.ts';
import type { SelectBlock } from '../sql/selects.ts';
import { textOf, type SqlToken } from '../sql/tokens.ts';

const beginning =
	/^(select|from|where|group|having|window|qualify|order|limit|offset|using|tablesample)$/;
const unheard =
	/^(distinct|pivot|unpivot|recursive|tablesample|sample|unnest|columns|rollup|cube|grouping|within|over)$/;

/** The clauses of one select, whatever their order: of each the tokens behind the words that begin it. */
export class SelectClauses {
	/** Places of its first token, behind any WITH, and behind its last. */
	readonly from: number;
	readonly to: number;
	readonly items: readonly SelectItem[];
	readonly #tokens: readonly SqlToken[];
	readonly #sql: string;
	readonly #places = new Map<string, readonly [number, number]>();

	constructor(
		sql: string,
		tokens: readonly SqlToken[],
		block: Pick<SelectBlock, 'open' | 'from' | 'to' | 'list'>
	) {
		this.#sql = sql;
		this.#tokens = tokens;
		const depth = block.open < 0 ? 0 : tokens[block.open]!.depth + 1;
		const begins = placesFrom(block.from, block.to).filter((at) => {
			const { keyword, depth: own } = tokens[at]!;
			const isApart = keyword === 'from' && tokens[at - 1]?.keyword === 'distinct';
			return own === depth && !isApart && beginning.test(keyword ?? '');
		});
		const first = begins.findIndex((at) => /^(select|from)$/.test(tokens[at]!.keyword!));
		this.from = first < 0 ? block.from : begins[first]!;
		this.to = block.to;
		begins.slice(Math.max(0, first)).forEach((at, i, all) => {
			const words = tokens[at + 1]?.word === 'by' ? 2 : 1;
			this.#places.set(tokens[at]!.keyword!, [at + words, all[i + 1] ?? block.to]);
		});
		this.items = itemsOf(block) ?? [];
	}

	has(...names: readonly string[]): boolean {
		return names.some((name) => this.#places.has(name));
	}

	/** Empty where there is no such clause. */
	tokens(name: string): readonly SqlToken[] {
		const place = this.#places.get(name);
		return place === undefined ? [] : this.#tokens.slice(...place);
	}

	/** As it is written; empty where there is no such clause. */
	text(name: string): string {
		return textOf(this.#sql, this.tokens(name));
	}

	/** The same clause behind its words, to be put into a select; empty where there is none. */
	clause(name: string, words: string): string {
		return this.has(name) ? `\n${words} ${this.text(name)}` : '';
	}

	/** Place of the first token of a clause. */
	placeOf(name: string): number {
		return this.#places.get(name)![0];
	}

	/** Whether it says what cannot be told apart by rows, or holds a query beside the one that it reads. */
	isPlain(read: readonly [number, number] | null): boolean {
		return placesFrom(this.from, this.to).every((at) => {
			if (read !== null && at >= read[0] && at <= read[1]) return true;
			const { kind, keyword } = this.#tokens[at]!;
			const opensQuery =
				kind === '(' && /^(select|from|with|values)$/.test(this.#tokens[at + 1]?.keyword ?? '');
			const isTold =
				keyword === 'distinct' &&
				(this.#tokens[at + 1]?.keyword === 'from' || this.#tokens[at - 1]?.kind === '(');
			return !opensQuery && (isTold || !unheard.test(keyword ?? ''));
		});
	}
}

function placesFrom(from: number, to: number): number[] {
	return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
