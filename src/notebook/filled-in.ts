import { reservedNames } from '#engine/store/schema.ts';
import { readsOf } from '#engine/sql/reader.ts';
import { tokensOf, type SqlToken } from '#engine/sql/tokens.ts';

/** The name by which a statement speaks of its alert. */
const ALERT = 'alert';

/** Tables of which no column is called so. */
const known: ReadonlySet<string> = new Set(reservedNames);

/**
 * A statement about one alert with the alert's values in the place of its columns, which a database plans in a
 * fraction of the time that a statement about any row of a relation takes.
 * @param values SQL of a value by the name of its column in lower case
 * @returns null where the statement uses the name otherwise than as `alert.column`, where a column gives a
 *     name to what is selected, or where a source's own columns are read, of which one may be called `alert`: then
 *     its words alone do not tell what it means
 */
export function filledIn(sql: string, values: ReadonlyMap<string, string>): string | null {
	if (!readsOf(sql).tables.every((name) => known.has(name.toLowerCase()))) return null;
	const tokens = tokensOf(sql);
	let filled = '';
	let done = 0;
	for (let i = 0; i < tokens.length; i++) {
		if (tokens[i]?.word !== ALERT) continue;
		const value = isColumn(tokens, i) ? values.get(tokens[i + 2]!.text.toLowerCase()) : undefined;
		if (value === undefined || namesSelected(tokens, i)) return null;
		filled += sql.slice(done, tokens[i]!.from) + value;
		done = tokens[i + 2]!.to;
	}
	return filled + sql.slice(done);
}

/** `alert.column`, and neither part of a longer name nor a function's. */
function isColumn(tokens: readonly SqlToken[], at: number): boolean {
	const [dot, column, after] = tokens.slice(at + 1, at + 4);
	if (tokens[at - 1]?.kind === '.' || dot?.kind !== '.' || column?.kind !== 'word') return false;
	return after?.kind !== '.' && after?.kind !== '(';
}

/**
 * Whether the column alone is an item of a select list, so that what is selected bears its name: elsewhere that
 * name may be asked for, and would then be found in another relation. Rather once too often than not.
 */
function namesSelected(tokens: readonly SqlToken[], at: number): boolean {
	let [before, after] = [at - 1, at + 3];
	while (tokens[before]?.kind === '(' && tokens[after]?.kind === ')') {
		before--;
		after++;
	}
	return begins(tokens[before]) && ends(tokens[after]) && isInSelectList(tokens, before);
}

function begins(before: SqlToken | undefined): boolean {
	return before?.text === ',' || before?.word === 'select' || before?.word === 'distinct';
}

/** Words that go on with an expression, or give it a name: what is selected is then not called as the column is. */
const goesOn = new Set(
	'as is in not like ilike similar glob between and or isnull notnull collate'.split(' ')
);

/** Neither an operator nor a name of its own follows. */
function ends(after: SqlToken | undefined): boolean {
	if (after === undefined || /^[,);]$/.test(after.text)) return true;
	return after.word !== null && !goesOn.has(after.word);
}

function isInSelectList(tokens: readonly SqlToken[], from: number): boolean {
	const { depth } = tokens[from]!;
	for (let i = from; i >= 0 && tokens[i]!.depth >= depth; i--) {
		if (tokens[i]!.depth > depth) continue;
		if (tokens[i]?.word === 'from') return false;
		if (tokens[i]?.word === 'select') return true;
	}
	return false;
}
