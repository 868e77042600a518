import type { SelectBlock } from './selects.ts';
import { split, type SqlToken } from './tokens.ts';

/** One column of a select, or the star that stands for many. */
export interface SelectItem {
	/** In lower case; null for what has no name of its own, and for a star. */
	readonly name: string | null;
	/** What it is worked out of. */
	readonly expression: readonly SqlToken[];
	/** Null where it is one column. */
	readonly star: Star | null;
}

/** All columns of what is read, or of one relation of it, but for some. */
interface Star {
	/** The relation, as the select speaks of it, in lower case; null for all. */
	readonly of: string | null;
	/** In lower case. */
	readonly without: readonly string[];
	/** Whether the columns stand as they are read, and in no other words. */
	readonly isPlain: boolean;
}

const everything: SelectItem = {
	name: null,
	expression: [],
	star: { of: null, without: [], isPlain: true }
};

/** What a select gives, in order; a statement that begins with FROM gives all. Null where that is chosen by the rows. */
export function itemsOf({ list }: Pick<SelectBlock, 'list'>): readonly SelectItem[] | null {
	if (list === null) return [everything];
	const [first, second] = list;
	if (first?.word === 'distinct' && second?.word === 'on') return null;
	const given =
		first !== undefined && /^(distinct|all)$/.test(first.word ?? '') ? list.slice(1) : list;
	return split(given, ({ kind }) => kind === ',')
		.filter((item) => item.length > 0)
		.map(itemOf);
}

function itemOf(item: readonly SqlToken[]): SelectItem {
	const star = starOf(item);
	if (star !== null) return { name: null, expression: [], star };
	const [first, second] = item;
	if (second?.kind === ':' && first?.word) return named(first, item.slice(2));
	const last = item.at(-1)!;
	const before = item.at(-2);
	if (last.word === null) return { name: null, expression: item, star: null };
	if (before === undefined || before.kind === '.') return named(last, item);
	if (before.word === 'as') return named(last, item.slice(0, -2));
	const isAlias = before.kind !== '::' && endsValue(before);
	return isAlias ? named(last, item.slice(0, -1)) : { name: null, expression: item, star: null };
}

function named({ word }: SqlToken, expression: readonly SqlToken[]): SelectItem {
	return { name: word, expression, star: null };
}

/** Whether a value may end there, so that a word behind it is its name. */
function endsValue({ kind, word }: SqlToken): boolean {
	if (word !== null) return !/^(and|or|not|is|like|ilike|between|in|when|then|else)$/.test(word);
	return /^(String|Number|\)|\])$/.test(kind);
}

function starOf(item: readonly SqlToken[]): Star | null {
	const [first, second, third] = item;
	const isColumns = first?.word === 'columns' && second?.kind === '(';
	if (isColumns) return { of: null, without: [], isPlain: false };
	if (first?.kind === '*') return starWith(null, item.slice(1));
	if (second?.kind === '.' && third?.kind === '*') return starWith(first!.word, item.slice(3));
	return null;
}

function starWith(of: string | null, rest: readonly SqlToken[]): Star {
	const isPlain = rest.length === 0 || rest[0]!.word === 'exclude';
	const without = isPlain ? rest.slice(1).flatMap(({ word }) => word ?? []) : [];
	return { of, without, isPlain: isPlain && !rest.slice(1).some(({ word }) => word === 'replace') };
}
