import { eventTables, isEventTable, type EventTableName } from '#tables/event-tables.ts';
import { parenthesesOf } from '../sql/parentheses.ts';
import { lastPartOf } from '../sql/relation.ts';
import { selectsOf, type SelectBlock, type SelectRelation, type Selects } from '../sql/selects.ts';
import { textOf } from '../sql/tokens.ts';
import { SelectClauses } from './select-clauses.ts';
import { PART, summedSelect, type SummedSelect } from './summed-select.ts';

/** What is added up of the rows of one event table, once for all brushes. */
export interface Sums {
	table: EventTableName;
	/** A query that reads the table under its own name, with {@link PART} among its columns. */
	sql: string;
}

/** A statement whose brushed rows all go into sums. */
export interface SummedStatement {
	sums: readonly Sums[];
	/** The statement over tables that hold the sums, in their order. @param where which parts */
	over(tables: readonly string[], where: string): string;
}

/**
 * How a statement follows from sums of parts of the rows of event tables; null where it does not, as where it lists
 * the rows themselves, counts different values, or puts them in order in a window.
 * @param isBrushed whether some rows of a table alone are read, of those that the statement names by themselves
 */
export function summedStatement(
	sql: string,
	isBrushed: (table: EventTableName) => boolean
): SummedStatement | null {
	const selects = selectsOf(sql);
	const { tokens } = selects;
	if (tokens.some(({ keyword }) => keyword === 'recursive')) return null;
	const places = selects.tablePlaces().filter((at) => {
		const table = tokens[at]!.word;
		return lastPartOf(tokens, at) === at && isEventTable(table) && isBrushed(table);
	});
	const reading = new Reading(sql, selects);
	const found = places.map((at) => reading.summing(selects.around(at), at, []));
	if (places.length === 0 || found.includes(null)) return null;
	const targets = new Map(found.flatMap((each) => each!).map((each) => [each.from, each]));
	const inOrder = [...targets.values()].sort((a, b) => a.from - b.from);
	const isApart = inOrder.every(({ from }, i) => i === 0 || from >= inOrder[i - 1]!.to);
	return isApart ? statementOver(sql, selects, inOrder) : null;
}

/** A select that is put in the place of another, of tokens from one to before another. */
interface Target extends Sums, Pick<SummedSelect, 'over'> {
	from: number;
	to: number;
}

function statementOver(sql: string, { tokens }: Selects, targets: readonly Target[]) {
	return {
		sums: targets,
		over: (tables: readonly string[], where: string) => {
			const pieces: string[] = [];
			let behind = 0;
			targets.forEach(({ from, to, over }, i) => {
				pieces.push(sql.slice(behind, tokens[from]!.from), over(tables[i]!, where));
				behind = tokens[to - 1]!.to;
			});
			return [...pieces, sql.slice(behind)].join('\n');
		}
	};
}

/** Queries that stand in each other: more are followed by nobody. */
const DEEPEST = 12;

class Reading {
	readonly #sql: string;
	readonly #selects: Selects;

	constructor(sql: string, selects: Selects) {
		this.#sql = sql;
		this.#selects = selects;
	}

	/**
	 * The selects that add up what a select reads, itself or those that read its rows; null where any does not.
	 * @param place of the event table in the innermost of them
	 * @param within the selects of rows through which the table is read, the innermost first
	 */
	summing(block: SelectBlock, place: number, within: readonly SelectBlock[]): Target[] | null {
		const clauses = this.#clauses(block);
		if (within.length > DEEPEST || !this.#isPlain(block, clauses)) return null;
		const target = this.#target(block, clauses, place);
		if (target !== null) return [target];
		if (!this.#listsRows(block, clauses)) return null;
		const readers = this.#selects.readersOf(block);
		const found = readers.map((at) =>
			this.summing(this.#selects.around(at), place, [...within, block])
		);
		return readers.length === 0 || found.includes(null) ? null : found.flatMap((each) => each!);
	}

	#clauses(block: SelectBlock): SelectClauses {
		return new SelectClauses(this.#sql, this.#selects.tokens, block);
	}

	#isPlain({ relations }: SelectBlock, clauses: SelectClauses): boolean {
		if (relations.length !== 1) return false;
		if (clauses.has('window', 'qualify', 'using', 'tablesample')) return false;
		return clauses.isPlain(this.#rangeOf(relations[0]!));
	}

	/** Tokens of what is read, from the first to the last. */
	#rangeOf({ at, table }: SelectRelation): readonly [number, number] {
		const { tokens } = this.#selects;
		return [at, table === null ? parenthesesOf(tokens).closeOf(at) : lastPartOf(tokens, at)];
	}

	#target(block: SelectBlock, clauses: SelectClauses, place: number): Target | null {
		const isAlone = this.#selects.combinedIn(block.open).length === 1;
		const [relation] = block.relations;
		const read = this.#namesOf(relation!);
		const summed = summedSelect(this.#sql, { clauses, read, isAlone });
		const from = summed === null ? null : this.#from(clauses, relation!);
		if (summed === null || from === null) return null;
		const kept = [PART, ...summed.kept].join(', ');
		return {
			table: this.#selects.tokens[place]!.word as EventTableName,
			sql: `SELECT ${kept}\nFROM ${from}${clauses.clause('where', 'WHERE')}\nGROUP BY ALL`,
			over: summed.over,
			from: clauses.from,
			to: clauses.to
		};
	}

	/** Names that columns of what is read may have. */
	#namesOf({ query }: SelectRelation): ReadonlySet<string> {
		if (query === null) return columnNames;
		const [block] = this.#selects.combinedIn(query);
		const { items } = this.#clauses(block!);
		return new Set([...columnNames, ...items.flatMap(({ name }) => name ?? [])]);
	}

	/** Whether it gives rows of what it reads, each by itself and all of those. */
	#listsRows(block: SelectBlock, clauses: SelectClauses): boolean {
		const isSome = clauses.has('group', 'having', 'limit', 'offset');
		if (isSome || this.#selects.combinedIn(block.open).length > 1 || block.open < 0) return false;
		if (this.#selects.isRenamed(block.open)) return false;
		const first = clauses.tokens('select')[0]?.keyword;
		return first !== 'distinct' && clauses.items.every(({ star }) => star?.isPlain !== false);
	}

	/** What stands behind FROM, with the parts of its rows; null where those cannot be brought along. */
	#from(clauses: SelectClauses, relation: SelectRelation): string | null {
		const { tokens } = this.#selects;
		if (relation.query === null) return clauses.text('from');
		const rows = this.#rows(this.#selects.combinedIn(relation.query));
		if (rows === null) return null;
		const [first, last] = this.#rangeOf(relation);
		const [from, ...all] = [clauses.placeOf('from'), ...clauses.tokens('from')];
		const before = textOf(this.#sql, all.slice(0, first - from));
		const behind = textOf(this.#sql, all.slice(last + 1 - from));
		const isCalled = relation.table === null || behind !== '' || before !== '';
		const name = isCalled ? '' : ` AS ${tokens[first]!.text}`;
		return `${before} (\n${rows}\n)${name} ${behind}`;
	}

	/** A query of rows with the part of each beside its columns. */
	#rows(blocks: readonly SelectBlock[]): string | null {
		const [block] = blocks;
		if (blocks.length !== 1) return null;
		const clauses = this.#clauses(block!);
		const [relation] = block!.relations;
		const from = relation === undefined ? null : this.#from(clauses, relation);
		if (from === null || !this.#listsRows(block!, clauses)) return null;
		const hasPart = clauses.items.some(({ star }) => star !== null);
		const list = clauses.has('select') ? clauses.text('select') : '*';
		const given = hasPart ? list : `${list}, ${PART}`;
		return `SELECT ${given}\nFROM ${from}${clauses.clause('where', 'WHERE')}`;
	}
}

const columnNames: ReadonlySet<string> = new Set(
	Object.values(eventTables).flatMap(({ columns }) => columns.map(({ name }) => name))
);
