import { eventTables } from '#tables/event-tables.ts';
import { literalTypes, scalarFunctions, valueWords } from './scalar-words.ts';
import { itemsOf, type SelectItem } from './select-items.ts';
import { selectsOf, type SelectBlock, type SelectRelation, type Selects } from './selects.ts';
import { identifier } from './sql.ts';
import type { SqlToken } from './tokens.ts';

/** What a column of a result is of: one value of the columns that a row of an event table has. */
export interface Origin {
	/** SQL that gives the value from such a row. */
	sql: string;
	/** Columns of event tables that it reads, each once. */
	columns: readonly string[];
}

/** Queries that stand in each other, or read each other: more are read by nobody. */
const DEEPEST = 20;

/**
 * What a column of a statement is of, where its words tell that; null where they do not, as of a sum, of a column that
 * several relations may have, of what is read of a source by its own names. A condition on what it is of holds for
 * the rows of event tables for which it would hold for the column.
 */
export function originOf(sql: string, column: string): Origin | null {
	return new Origins(selectsOf(sql), sql).of(-1, column.toLowerCase(), 0);
}

class Origins {
	readonly #selects: Selects;
	readonly #sql: string;

	constructor(selects: Selects, sql: string) {
		this.#selects = selects;
		this.#sql = sql;
	}

	/** Of a column of the query in a parenthesis; -1 for the statement. */
	of(open: number, name: string, depth: number): Origin | null {
		if (depth > DEEPEST || this.#selects.isRenamed(open)) return null;
		const blocks = this.#selects.combinedIn(open);
		const lists = blocks.map(itemsOf);
		const at = blocks.length === 1 || this.#isByName(blocks) ? null : placeIn(lists, name);
		if (at === -1) return null;
		const found = blocks.map((block, i) => {
			const items = lists[i] ?? null;
			if (items === null) return null;
			return at === null
				? this.#named(block, items, name, depth)
				: this.#expression(block, items[at]!.expression, depth);
		});
		const [first = null] = found;
		return found.every((each) => each !== null && each.sql === first?.sql) ? first : null;
	}

	#isByName(blocks: readonly SelectBlock[]): boolean {
		const isBy = ({ from }: SelectBlock) =>
			this.#selects.tokens.slice(from, from + 3).some(({ word }) => word === 'by');
		return blocks.slice(1).every(isBy);
	}

	#named(
		block: SelectBlock,
		items: readonly SelectItem[],
		name: string,
		depth: number
	): Origin | null {
		const own = items.filter((item) => item.name === name);
		const stars = items.filter(({ star }) => star !== null && !star.without.includes(name));
		if (own.length + stars.length !== 1) return null;
		if (own.length === 1) return this.#expression(block, own[0]!.expression, depth);
		const { of, isPlain } = stars[0]!.star!;
		return isPlain ? this.#column(block, of, name, depth) : null;
	}

	/** A column as a select speaks of it. @param of the relation that it names; null where it names none */
	#column(block: SelectBlock, of: string | null, name: string, depth: number): Origin | null {
		if (block.direct.some(({ word }) => word === 'pivot' || word === 'unpivot')) return null;
		const relations = block.relations.filter(({ called }) => of === null || called === of);
		const [relation] = relations;
		if (relation === undefined) return null;
		if (relations.length === 1) return this.#columnOf(relation, name, depth);
		const tables = relations.map((each) => this.#eventColumns(each));
		if (tables.includes(null)) return null;
		return tables.some((columns) => columns!.has(name)) ? plain(name) : null;
	}

	#columnOf(relation: SelectRelation, name: string, depth: number): Origin | null {
		if (relation.query !== null)
			return this.#hasOwnNames(relation) ? null : this.of(relation.query, name, depth + 1);
		return this.#eventColumns(relation)?.has(name) === true ? plain(name) : null;
	}

	/** Null for what is no event table, or has other names there than its own. */
	#eventColumns(relation: SelectRelation): ReadonlySet<string> | null {
		const { table, query } = relation;
		if (table === null || query !== null || this.#hasOwnNames(relation)) return null;
		return columnsOfTable.get(table.toLowerCase()) ?? null;
	}

	/** Whether names of columns stand behind that of a relation, as in `FROM sessions s(a, b)`. */
	#hasOwnNames({ at, called }: SelectRelation): boolean {
		const { tokens } = this.#selects;
		const { depth } = tokens[at]!;
		const behind = tokens.findIndex(
			(token, i) => i > at && token.depth <= depth && token.word === called
		);
		return [at, behind].some(
			(i) => i >= 0 && tokens[i]!.kind !== '(' && tokens[i + 1]?.kind === '('
		);
	}

	#expression(block: SelectBlock, expression: readonly SqlToken[], depth: number): Origin | null {
		const columns = new Set<string>();
		const parts: string[] = [];
		for (let i = 0; i < expression.length; i++) {
			const word = this.#wordAt(expression, i);
			if (word === null) {
				parts.push(this.#written(expression, i));
				continue;
			}
			const found = this.#column(block, word.of, word.name, depth);
			if (found === null) return null;
			parts.push(`${gapBefore(expression, i)}${found.sql}`);
			i += word.of === null ? 0 : 2;
			found.columns.forEach((column) => columns.add(column));
		}
		const isOne = parts.length === 1;
		const sql = parts.join('').trim();
		if (columns.size === 0 || !isScalar(expression)) return null;
		return { sql: isOne ? sql : `(${sql})`, columns: [...columns] };
	}

	/** The column that is named there; null where something else stands. */
	#wordAt(tokens: readonly SqlToken[], at: number): { of: string | null; name: string } | null {
		const { word, from } = tokens[at]!;
		if (word === null || tokens[at - 1]?.kind === '::' || tokens[at + 1]?.kind === '(') return null;
		if (tokens[at + 1]?.kind === '.' && tokens[at + 2]?.word)
			return { of: word, name: tokens[at + 2]!.word! };
		const isQuoted = this.#sql[from] === '"';
		const isGrammar =
			valueWords.has(word) || (literalTypes.has(word) && tokens[at + 1]?.kind === 'String');
		return isGrammar && !isQuoted ? null : { of: null, name: word };
	}

	#written(tokens: readonly SqlToken[], at: number): string {
		const { from, to } = tokens[at]!;
		return `${gapBefore(tokens, at)}${this.#sql.slice(from, to)}`;
	}
}

function gapBefore(tokens: readonly SqlToken[], at: number): string {
	return at > 0 && tokens[at - 1]!.to < tokens[at]!.from ? ' ' : '';
}

/** Whether one value comes of it, by what it calls. */
function isScalar(tokens: readonly SqlToken[]): boolean {
	return tokens.every(({ kind, word }, i) => {
		if (kind === ';' || kind === '[' || kind === '{' || word === 'select' || word === 'from')
			return false;
		if (word === null || tokens[i + 1]?.kind !== '(') return true;
		const isCall = tokens[i - 1]?.kind !== '.' && tokens[i - 1]?.kind !== '::';
		return isCall && (scalarFunctions.has(word) || valueWords.has(word));
	});
}

function plain(name: string): Origin {
	return { sql: /^[a-z_][a-z0-9_]*$/.test(name) ? name : identifier(name), columns: [name] };
}

/** Of which the first says the names. -1 where places do not tell of columns. */
function placeIn(lists: readonly (readonly SelectItem[] | null)[], name: string): number {
	const hasStars = lists.some((items) => items === null || items.some(({ star }) => star !== null));
	const [first] = lists;
	const lengths = new Set(lists.map((items) => items?.length));
	if (hasStars || lengths.size > 1 || first == null) return -1;
	const at = first.findIndex((item) => item.name === name);
	return first.filter((item) => item.name === name).length === 1 ? at : -1;
}

const columnsOfTable = new Map<string, ReadonlySet<string>>(
	Object.values(eventTables).map(({ name, columns }) => [
		name,
		new Set(columns.map((column) => column.name))
	])
);
