import { parenthesesOf } from '../sql/parentheses.ts';
import {
	selectsOf,
	withoutQueries,
	type SelectBlock,
	type SelectRelation,
	type Selects
} from '../sql/selects.ts';
import { once } from '#lib/once.ts';
import { ownless, valueOf, type Resolve } from './instant-reading.ts';
import { alertMoment, ownTime, type Moment, type TimeValue } from './instants.ts';
import { perStatement, split, type SqlToken } from '../sql/tokens.ts';
import {
	boundsOf,
	conjuncts,
	narrowest,
	unbounded,
	widest,
	type Bounds
} from './time-conditions.ts';

/** Where a statement reads a table, and between which moments, as its conditions say. */
export interface TimeRead {
	/** In lower case. */
	readonly table: string;
	/** The common table expression of the whole statement that it stands in, in lower case; null for none. */
	readonly inside: string | null;
	/** The earliest of these, and the latest: null where nothing on that side is left out. */
	readonly from: readonly Moment[] | null;
	readonly to: readonly Moment[] | null;
	/** Whether it says something of time on a side without bound that is not understood. */
	readonly unclear: boolean;
}

/**
 * What a statement reads of time: of each place where it reads a table, the moments between which it does. It is as
 * much at least as it reads, and never less; where that cannot be told of what it says of time, `unclear` does.
 */
export const readsOfTime = perStatement((_, sql): readonly TimeRead[] =>
	new TimeReading(selectsOf(sql)).reads()
);

const OWN = ['ts', 'end_ts'];
/** Selects nested deeper are not followed. */
const DEEPEST = 12;
/** What picks rows by other rows, so that a condition upon the result is none upon what is read. */
const picks = /^(limit|offset|qualify|over|sample|tablesample|pivot|unpivot)$/;

/** What a column of a select is called, of those that are the time of its records. */
interface Output {
	name: string;
	isAll: boolean;
}

class TimeReading {
	readonly #selects: Selects;
	readonly #aliases: ReadonlyMap<string, readonly SqlToken[][]>;
	/** The conditions that choose what is read of a relation, as far as they were looked for. */
	readonly #parts = new Map<SelectRelation, readonly SqlToken[][]>();
	/** Whether what reads a select is unclear, by its place and the names of what it passes on. */
	readonly #unclear = new Map<string, boolean>();
	/** What those stand for, as far as it was looked for. */
	readonly #named = new Map<string, TimeValue | null>();

	constructor(selects: Selects) {
		this.#selects = selects;
		this.#aliases = aliasesIn(selects.tokens);
	}

	reads(): TimeRead[] {
		return this.#selects.tablePlaces().flatMap((at) => {
			const block = this.#selects.around(at);
			const relation = block.relations.find((each) => each.at === at);
			if (relation?.table == null || this.#isAlertItself(block, relation)) return [];
			const bounds = this.#bounds(block, relation, OWN, 0);
			const isOpen = bounds.from === null || bounds.to === null;
			const read = {
				table: relation.table.toLowerCase(),
				inside: this.#selects.outermost(at),
				unclear: isOpen && this.#isUnclear(block, relation, OWN, 0)
			};
			const filtered = isOpen ? this.#filtered(block, relation) : [];
			return [bounds, ...filtered].map((each) => ({ ...read, ...each }));
		});
	}

	/** Whether nothing is read of alerts but the one that is asked about, by its id. */
	#isAlertItself(block: SelectBlock, relation: SelectRelation): boolean {
		if (relation.table?.toLowerCase() !== 'alerts' || !relation.called) return false;
		if (block.relations.some(({ called }) => called === 'alert')) return false;
		const [own, asked] = [`${relation.called}.alert_id`, 'alert.alert_id'];
		const sides = [`${own}=${asked}`, `${asked}=${own}`];
		return this.#conditions(block, relation).some((part) =>
			sides.includes(part.map(({ word, text }) => word ?? text).join(''))
		);
	}

	/** What aggregates say of which records they add up. */
	#filtered(block: SelectBlock, relation: SelectRelation): Bounds[] {
		const resolve = this.#resolver(block, relation, OWN);
		return filtersIn(block.direct).flatMap((condition) => {
			const found = conjuncts(condition).flatMap((part) => boundsOf(part, resolve) ?? []);
			return found.length === 0 ? [] : [narrowest(found)];
		});
	}

	/** @param names of the columns that are the time of the relation's records */
	#bounds(
		block: SelectBlock,
		relation: SelectRelation,
		names: readonly string[],
		deep: number
	): Bounds {
		const resolve = this.#resolver(block, relation, names);
		const own = this.#conditions(block, relation)
			.filter((part) => speaksOf(part, names))
			.flatMap((part) => boundsOf(part, resolve) ?? []);
		const bounds = narrowest(own);
		if (deep > DEEPEST || (bounds.from !== null && bounds.to !== null)) return bounds;
		const passed = this.#passed(block, resolve, names);
		const readers = passed.length === 0 ? [] : this.#readers(block);
		const later = readers.map((reader) => this.#bounds(...reader, passed, deep + 1));
		return narrowest([bounds, later.length === 0 ? unbounded : widest(later)]);
	}

	/** Whether a select, or one that reads it, says of time what bounds nothing that is read here. */
	#isUnclear(
		block: SelectBlock,
		relation: SelectRelation,
		names: readonly string[],
		deep: number
	): boolean {
		if (deep > DEEPEST) return true;
		const { relations } = block;
		if (relations.some(({ called }) => called === 'alert')) return true;
		const resolvers = relations.map((each) =>
			this.#resolver(block, each, each.at === relation.at ? names : OWN)
		);
		const own = resolvers[relations.findIndex((each) => each.at === relation.at)]!;
		const ownOf = [relation.called, names] as const;
		const isOdd = (part: readonly SqlToken[]) =>
			saysTime(part, ownOf, asked) &&
			resolvers.every((resolve) => boundsOf(part, resolve) === null);
		const filters = filtersIn(block.direct);
		if (this.#conditions(block, relation).some(isOdd)) return true;
		if (filters.flatMap(conjuncts).some(isOdd)) return true;
		if (saysTime(this.#besideConditions(block, filters), [null, []], written)) return true;
		const passed = this.#passed(block, own, names);
		return this.#readers(block).some(([reader, read]) =>
			once(this.#unclear, `${read.at} ${passed.join()}`, () =>
				this.#isUnclear(reader, read, passed, deep + 1)
			)
		);
	}

	#conditions({ where }: SelectBlock, relation: SelectRelation): readonly SqlToken[][] {
		return once(this.#parts, relation, () =>
			[where, relation.on].flatMap((condition) => (condition === null ? [] : conjuncts(condition)))
		);
	}

	/** What a select says besides the conditions that choose what it reads. */
	#besideConditions(block: SelectBlock, filters: readonly SqlToken[][]): SqlToken[] {
		const on = block.relations.flatMap((relation) => relation.on ?? []);
		const conditions = new Set([...(block.where ?? []), ...on, ...filters.flat()]);
		return block.direct.filter((token) => !conditions.has(token));
	}

	#readers(block: SelectBlock): [SelectBlock, SelectRelation][] {
		return this.#selects.readersOf(block).flatMap((at): [SelectBlock, SelectRelation][] => {
			const reader = this.#selects.around(at);
			const relation = reader.relations.find((each) => each.at === at);
			return relation === undefined ? [] : [[reader, relation]];
		});
	}

	/** The names by which what reads a select speaks of the time of records in it; none where rows are picked. */
	#passed(block: SelectBlock, resolve: Resolve, names: readonly string[]): string[] {
		if (names.length === 0 || picksRows(block.direct)) return [];
		const { list } = block;
		if (list === null) return [...names];
		const first = split(this.#selects.first(block).list ?? [], ({ kind }) => kind === ',');
		return split(list, ({ kind }) => kind === ',').flatMap((item, index) => {
			if (!item.some(({ kind, word }) => kind === '*' || (word !== null && names.includes(word))))
				return [];
			const [output, named] = [outputOf(item), first[index] && outputOf(first[index])];
			if (output.isAll) return named?.isAll ? names : [];
			const value = speaksOf(item, names) ? valueOf(output.of, resolve) : null;
			return value === ownTime && named !== undefined ? [named.name] : [];
		});
	}

	#resolver(block: SelectBlock, relation: SelectRelation, names: readonly string[]): Resolve {
		const isShadowed = block.relations.some(({ called }) => called === 'alert');
		return ([first, second, ...more]) => {
			if (first === undefined || more.length > 0) return null;
			if (first === 'alert' && second === 'ts' && !isShadowed) return alertMoment;
			const isHere = second === undefined || first === relation.called;
			if (isHere && names.includes(second ?? first)) return ownTime;
			return this.#aliased(second ?? first);
		};
	}

	/** What a column stands for that some select gives that name, and no other does; one that stands for itself is nothing. */
	#aliased(name: string): TimeValue | null {
		const known = this.#named.get(name);
		if (known !== undefined) return known;
		this.#named.set(name, null);
		const [tokens, ...others] = this.#aliases.get(name) ?? [];
		if (tokens === undefined || others.length > 0) return null;
		const value = valueOf(
			tokens,
			ownless(([first, second, ...more]) => {
				if (more.length > 0) return null;
				if (first === 'alert' && second === 'ts') return alertMoment;
				return this.#aliased(second ?? first ?? '');
			})
		);
		this.#named.set(name, value);
		return value;
	}
}

/** Whether one of the names stands there: what says nothing of the time of records need not be understood. */
function speaksOf(tokens: readonly SqlToken[], names: readonly string[]): boolean {
	return tokens.some(({ word }) => word !== null && names.includes(word));
}

/** What `picks` says, or DISTINCT ON. */
function picksRows(tokens: readonly SqlToken[]): boolean {
	return tokens.some(
		({ word }, at) =>
			picks.test(word ?? '') || (word === 'on' && tokens[at - 1]?.word === 'distinct')
	);
}

/** What stands before `AS name` in the lists of all selects, by the name. */
function aliasesIn(tokens: readonly SqlToken[]): Map<string, SqlToken[][]> {
	const found = new Map<string, SqlToken[][]>();
	tokens.forEach(({ word, depth }, at) => {
		const name = tokens[at + 1]?.word;
		if (word !== 'as' || name == null || tokens[at + 2]?.kind === '(') return;
		const begin = tokens.findLastIndex(
			(token, i) =>
				i < at &&
				(token.depth < depth ||
					(token.depth === depth &&
						(token.kind === ',' || /^(select|distinct)$/.test(token.word ?? ''))))
		);
		found.set(name, [...(found.get(name) ?? []), tokens.slice(begin + 1, at)]);
	});
	return found;
}

/** A column of a list: what it is called, and what it is. All columns, where none of them is replaced. */
function outputOf(item: readonly SqlToken[]): Output & { of: readonly SqlToken[] } {
	const tokens = item[0]?.word === 'distinct' ? item.slice(1) : item;
	const star =
		tokens[0]?.kind === '*' ? 0 : tokens[2]?.kind === '*' && tokens[1]?.kind === '.' ? 2 : -1;
	const isAll = star >= 0 && !tokens.slice(star).some(({ word }) => OWN.includes(word ?? ''));
	const named = tokens.at(-2)?.word === 'as';
	const name = tokens.at(-1)?.word ?? '';
	return { name, isAll, of: named ? tokens.slice(0, -2) : tokens };
}

/** The conditions of FILTER. */
function filtersIn(tokens: readonly SqlToken[]): SqlToken[][] {
	return tokens.flatMap(({ word }, at) => {
		if (word !== 'filter' || tokens[at + 2]?.word !== 'where') return [];
		return [tokens.slice(at + 3, parenthesesOf(tokens).closeOf(at + 1))];
	});
}

/** A call that asks what stood at the alert's time, and in a list besides one that writes it down. */
const asked = /^in_force$/;
const written = /^(in_force|strftime)$/;

/** Whether the time of the alert, or of records, is spoken of, but in the calls that are named. */
function saysTime(
	tokens: readonly SqlToken[],
	[called, names]: readonly [called: string | null, names: readonly string[]],
	calls: RegExp
): boolean {
	const own = withoutQueries(tokens);
	return own.some(({ word, depth }, at) => {
		if (word === null || own[at - 1]?.kind === '.') return false;
		const second = own[at + 1]?.kind === '.' ? own[at + 2]?.word : null;
		const isAlert = word === 'alert' && second === 'ts';
		const isOwn = (second == null || word === called) && names.includes(second ?? word);
		if ((!isAlert && !isOwn) || isNullTest(own, at)) return false;
		const open = own.findLastIndex((token, i) => i < at && token.depth < depth);
		return !calls.test(own[open - 1]?.word ?? '');
	});
}

function isNullTest(tokens: readonly SqlToken[], at: number): boolean {
	const behind = tokens[at + 1]?.kind === '.' ? at + 3 : at + 1;
	const [is, not, nothing] = tokens.slice(behind, behind + 3).map(({ word }) => word);
	return is === 'is' && (not === 'null' || (not === 'not' && nothing === 'null'));
}
