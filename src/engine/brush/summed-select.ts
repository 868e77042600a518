import { literalTypes, valueWords } from '../sql/scalar-words.ts';
import type { SelectItem } from '../sql/select-items.ts';
import { identifier } from '../sql/sql.ts';
import { split, textOf, type SqlToken } from '../sql/tokens.ts';
import { aggregateAt } from './partial-sums.ts';
import type { SelectClauses } from './select-clauses.ts';

/** Column of the sums that says to which part of the brushed axis they belong; null where to none. */
export const PART = '"brushed part"';

/** A select that adds up rows, as one over the sums of their parts. */
export interface SummedSelect {
	/** What the sums hold for each part and group, as items of a list. */
	kept: readonly string[];
	/** The select over a table of them. @param where which parts */
	over(table: string, where: string): string;
}

const orderWords = /^(asc|desc|nulls|first|last|all)$/;

/** What is known of a select before it is taken apart. */
interface Summable {
	clauses: SelectClauses;
	/** Names, in lower case, that columns of what it reads may have. */
	read: ReadonlySet<string>;
	/** Whether ORDER BY and LIMIT are its own, and not those of selects that are combined. */
	isAlone: boolean;
}

/** Null where its rows do not follow from sums of parts of the rows that it reads. */
export function summedSelect(sql: string, summable: Summable): SummedSelect | null {
	try {
		return new Summing(sql, summable).made();
	} catch (error) {
		if (error instanceof NotSummed) return null;
		throw error;
	}
}

class NotSummed extends Error {}

class Summing {
	readonly #sql: string;
	readonly #of: Summable;
	/** Expressions by which rows are told apart, as their words, in the order of their columns. */
	readonly #keys: { words: string; text: string }[] = [];
	/** Columns of what is added up, by its text. */
	readonly #partials = new Map<string, string>();
	readonly #grouped: readonly string[];
	readonly #names: ReadonlyMap<string, SelectItem>;

	constructor(sql: string, of: Summable) {
		this.#sql = sql;
		this.#of = of;
		const { items } = of.clauses;
		this.#names = new Map(items.flatMap((item) => (item.name === null ? [] : [[item.name, item]])));
		this.#grouped = [...new Set(this.#keysOf(of.clauses.tokens('group')))];
	}

	made(): SummedSelect {
		const { clauses, isAlone } = this.#of;
		const items = clauses.items.map(
			(item) => `${this.#summed(item.expression, false)}${this.#named(item)}`
		);
		const having = clauses.has('having')
			? `\nHAVING ${this.#summed(clauses.tokens('having'), true)}`
			: '';
		const order = isAlone ? this.#ordered() : clauses.clause('order', 'ORDER BY');
		if (items.length === 0 || (this.#partials.size === 0 && !clauses.has('group')))
			throw new NotSummed();
		const group = this.#grouped.length === 0 ? '' : `\nGROUP BY ${this.#grouped.join(', ')}`;
		const rest = clauses.clause('limit', 'LIMIT') + clauses.clause('offset', 'OFFSET');
		return {
			kept: [
				...this.#keys.map(({ text }, i) => `${text} AS ${keyName(i)}`),
				...[...this.#partials].map(([text, name]) => `${text} AS ${name}`)
			],
			over: (table, where) =>
				`SELECT ${items.join(', ')}\nFROM ${table} WHERE ${where}${group}${having}${order}${rest}`
		};
	}

	/** Columns of what GROUP BY says. */
	#keysOf(group: readonly SqlToken[]): string[] {
		const { items } = this.#of.clauses;
		if (group.length === 1 && group[0]!.keyword === 'all')
			return items.flatMap(({ expression }) =>
				this.#isOfColumns(expression) ? this.#key(expression) : []
			);
		return split(group, ({ kind }) => kind === ',').flatMap((each) =>
			each.length === 0 ? [] : this.#key(this.#told(each))
		);
	}

	/** What is grouped by, where an item of the list stands for it. */
	#told(group: readonly SqlToken[]): readonly SqlToken[] {
		const { clauses, read } = this.#of;
		const [first] = group;
		if (group.length > 1) return group;
		if (first!.kind === 'Number') return itemAt(clauses.items, Number(first!.text) - 1).expression;
		const named = this.#names.get(first!.word ?? '');
		if (named === undefined || isColumn(named.expression, first!.word!)) return group;
		// A column of what is read would go before a name of the list.
		if (read.has(first!.word!)) throw new NotSummed();
		return named.expression;
	}

	#key(expression: readonly SqlToken[]): string {
		const words = wordsOf(expression);
		const known = this.#keys.findIndex((key) => key.words === words);
		if (known >= 0) return keyName(known);
		if (this.#hasAggregate(expression)) throw new NotSummed();
		return keyName(this.#keys.push({ words, text: textOf(this.#sql, expression) }) - 1);
	}

	#hasAggregate(expression: readonly SqlToken[]): boolean {
		return expression.some((_, at) => aggregateAt(this.#sql, expression, at) !== null);
	}

	#isOfColumns(expression: readonly SqlToken[]): boolean {
		return !this.#hasAggregate(expression) && expression.some((_, at) => isName(expression, at));
	}

	#ordered(): string {
		const { clauses } = this.#of;
		if (!clauses.has('order')) return '';
		const keys = split(clauses.tokens('order'), ({ kind }) => kind === ',');
		return `\nORDER BY ${keys.map((key) => this.#summed(key, true)).join(', ')}`;
	}

	/** An expression over the sums. @param mayName whether a name of the list may stand in it */
	#summed(expression: readonly SqlToken[], mayName: boolean): string {
		if (expression.length === 0) throw new NotSummed();
		const parts: string[] = [];
		for (let at = 0; at < expression.length;) {
			const { text, to } = this.#piece(expression, at, mayName);
			const isBeside = at > 0 && expression[at - 1]!.to === expression[at]!.from;
			parts.push(isBeside ? text : ` ${text}`);
			at = to;
		}
		return parts.join('');
	}

	#piece(
		expression: readonly SqlToken[],
		at: number,
		mayName: boolean
	): { text: string; to: number } {
		const key = this.#keyAt(expression, at, mayName);
		if (key !== null) return { text: keyName(key.key), to: key.to };
		const call = aggregateAt(this.#sql, expression, at);
		if (call === 'unheard') throw new NotSummed();
		if (call === null) return { text: this.#plain(expression, at, mayName), to: at + 1 };
		return { text: call.whole(call.partials.map((each) => this.#partial(each))), to: call.to };
	}

	#plain(expression: readonly SqlToken[], at: number, mayName: boolean): string {
		const { word, keyword, from, to } = expression[at]!;
		const isKnown = mayName && (orderWords.test(keyword ?? '') || this.#names.has(word ?? ''));
		if (isName(expression, at) && !isKnown) throw new NotSummed();
		return this.#sql.slice(from, to);
	}

	/** The longest key that begins at a place. */
	#keyAt(
		expression: readonly SqlToken[],
		at: number,
		mayName: boolean
	): { key: number; to: number } | null {
		if (expression[at - 1]?.kind === '.') return null;
		for (let to = expression.length; to > at; to--) {
			if (expression[to]?.kind === '.' || expression[to]?.kind === '(') continue;
			const words = wordsOf(expression.slice(at, to));
			const key = this.#keys.findIndex((each) => each.words === words);
			const isAll = at === 0 && to === expression.length;
			if (key < 0 || !(isAll || isOne(expression.slice(at, to)))) continue;
			const named = mayName ? this.#names.get(expression[at]!.word ?? '') : undefined;
			// The name of another item would go before the column.
			if (to === at + 1 && named !== undefined && wordsOf(named.expression) !== words)
				throw new NotSummed();
			return { key, to };
		}
		return null;
	}

	#partial(text: string): string {
		const known = this.#partials.get(text);
		if (known !== undefined) return known;
		const name = `"sum ${this.#partials.size}"`;
		this.#partials.set(text, name);
		return name;
	}

	#named({ name, expression }: SelectItem): string {
		const given = name ?? this.#unnamed(expression);
		return given === null ? '' : ` AS ${identifier(given)}`;
	}

	/** As the database calls a column that nobody named, where that is plain. */
	#unnamed(expression: readonly SqlToken[]): string | null {
		const words = expression.map(({ word, kind }) => word ?? kind);
		if (words.join(' ') === 'count ( * )') return 'count_star()';
		if (words.length === 4 && words[1] === '(' && words[3] === ')')
			return `${words[0]}(${expression[2]!.text})`;
		return null;
	}
}

function keyName(key: number): string {
	return `"key ${key}"`;
}

function itemAt(items: readonly SelectItem[], at: number): SelectItem {
	const item = items[at];
	if (item === undefined || item.star !== null) throw new NotSummed();
	return item;
}

/** Expressions of the same words are the same. */
function wordsOf(expression: readonly SqlToken[]): string {
	return expression.map(({ word, text, kind }) => `${kind} ${word ?? text}`).join('\n');
}

function isColumn(expression: readonly SqlToken[], name: string): boolean {
	return expression.length === 1 && expression[0]!.word === name;
}

/** Whether nothing beside it could belong to it: a name with what it is of, or a call. */
function isOne(expression: readonly SqlToken[]): boolean {
	if (expression.length === 1) return true;
	const { depth } = expression[0]!;
	const isCall = expression[1]!.kind === '(' && expression.at(-1)!.kind === ')';
	const ends = expression.filter((token) => token.kind === ')' && token.depth === depth);
	if (isCall) return ends.length === 1;
	return expression.length === 3 && expression[1]!.kind === '.';
}

/** Whether a column may be named there. */
function isName(expression: readonly SqlToken[], at: number): boolean {
	const { word, keyword } = expression[at]!;
	if (word === null || expression[at + 1]?.kind === '(' || expression[at - 1]?.kind === '::')
		return false;
	if (keyword === null) return expression[at - 1]?.keyword !== 'as';
	if (literalTypes.has(word) && expression[at + 1]?.kind === 'String') return false;
	return !valueWords.has(word);
}
