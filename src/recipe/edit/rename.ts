import type { Named } from '#cells/cell.ts';
import { lists } from '#cells/facets.ts';
import { duckdbKeywords } from '#engine/sql/keywords.ts';
import { readPlaces } from '#engine/sql/reader.ts';
import { selectsOf } from '#engine/sql/selects.ts';
import { identifier } from '#engine/sql/sql.ts';
import { tokensOf, type SqlToken } from '#engine/sql/tokens.ts';
import { variableCallsIn } from '#engine/sql/variable-calls.ts';
import { Failure } from '#lib/failure.ts';
import {
	cellsOf,
	shownCells,
	type Cell,
	type Notebook,
	type QuietCell
} from '#notebook/notebook.ts';
import { attributeText } from '../info-string.ts';
import { writtenAttributes } from './attributes.ts';
import type { Change } from './change.ts';

/** The recipe that is edited, and its file. */
export interface EditedRecipe {
	text: string;
	notebook: Notebook;
}

/**
 * Gives a cell another id, and all that names it follows: attributes of other cells, SQL that reads its rows, SQL that
 * asks for the parameter that it is.
 * @throws `recipe not valid` where another cell has that id, or it is none
 */
export function renameEdit(recipe: EditedRecipe, cell: Cell | QuietCell, id: string): Change[] {
	const { notebook, text } = recipe;
	if (id === cell.spec.id) return [];
	checkFree(notebook, cell, id);
	const [own] = writtenAttributes(text, cell);
	const written = attributeText(cell.kind.name, id);
	return [
		{ from: own!.from, to: own!.to, text: written },
		...namesEdit(recipe, 'cell', cell.spec.id, id),
		...(cell.kind.claims === undefined ? [] : namesEdit(recipe, 'claim', cell.spec.id, id)),
		...cellsOf(notebook).flatMap((other) => sqlEdits(text, other, cell, id))
	];
}

/** Attributes that name something of the recipe by its old name. */
export function namesEdit({ text, notebook }: EditedRecipe, of: Named, old: string, name: string) {
	return shownCells(notebook).flatMap((cell): Change[] =>
		writtenAttributes(text, cell).flatMap(({ name: attribute, value, from, to }) => {
			if (value === null || cell.kind.attributes[attribute]?.of !== of) return [];
			const named = value.replace(/[^,]+/g, (each) =>
				each.trim() === old ? each.replace(old, () => name) : each
			);
			return named === value ? [] : [{ from, to, text: attributeText(attribute, named) }];
		})
	);
}

function checkFree(notebook: Notebook, cell: Cell | QuietCell, id: string): void {
	if (id.trim() === '') throw new Failure('recipe not valid', 'an id is missing');
	const isSame = (other: string) => other.toLowerCase() === id.toLowerCase();
	const taken = shownCells(notebook).some((other) => other !== cell && isSame(other.spec.id));
	if (taken) throw new Failure('recipe not valid', `id taken: ${id}`);
}

/** @param renamed what the statement may speak of */
function sqlEdits(
	text: string,
	{ body }: Cell,
	{ kind, spec }: Cell | QuietCell,
	id: string
): Change[] {
	const sql = text.slice(body.from, body.to);
	const parameter = kind.parameter?.(spec).name ?? null;
	const reads = lists(kind) ? tableEdits(sql, spec.id, id) : [];
	const asks = parameter === null ? [] : valueCallEdits(text, { body }, parameter, id);
	return [...movedBy(body.from, reads), ...asks];
}

function movedBy(by: number, changes: readonly Change[]): Change[] {
	return changes.map((each) => ({ ...each, from: each.from + by, to: each.to + by }));
}

/** Where a statement reads the rows of a cell, and where it speaks of them by its name. */
function tableEdits(sql: string, old: string, id: string): Change[] {
	const tokens = tokensOf(sql);
	const name = old.toLowerCase();
	const places = new Set(readPlaces(tokens).filter((i) => isNamed(tokens, i, name)));
	if (places.size === 0) return [];
	return tokens.flatMap((token, i) => {
		const speaks = isNamed(tokens, i, name) && qualifies(tokens, i) && !places.has(i);
		const isMeant = places.has(i) || (speaks && places.has(relationSpokenOf(sql, i) ?? -1));
		return isMeant ? [{ from: token.from, to: token.to, text: sqlName(id, sql, token) }] : [];
	});
}

function isNamed(tokens: readonly SqlToken[], at: number, name: string): boolean {
	return tokens[at]!.word === name && tokens[at + 1]?.kind !== '(';
}

/** `ports.port`: the name of the relation that a column is of. */
function qualifies(tokens: readonly SqlToken[], at: number): boolean {
	return tokens[at + 1]?.kind === '.' && tokens[at - 1]?.kind !== '.';
}

/** Where a select around that place reads what has the name there; null where that is called so in other words. */
function relationSpokenOf(sql: string, at: number): number | null {
	const selects = selectsOf(sql);
	const { word } = selects.tokens[at]!;
	for (let block = selects.around(at); ; block = selects.around(block.open)) {
		const relation = block.relations.find(({ called }) => called === word);
		if (relation !== undefined) return isAliased(selects.tokens, relation.at) ? null : relation.at;
		if (block.open < 0) return null;
	}
}

/** `ports AS ports`, `ports ports`, `ports: ports`. */
function isAliased(tokens: readonly SqlToken[], at: number): boolean {
	const next = tokens[at + 1];
	return next?.keyword === 'as' || next?.word === tokens[at]!.word || tokens[at - 1]?.kind === ':';
}

/** Words that a relation can have as its name only in quotes, or that are read as another thing there. */
const spoken: ReadonlySet<string> = new Set([
	...duckdbKeywords.reserved,
	...duckdbKeywords.type_function,
	...duckdbKeywords.column_name
]);

/** In quotes where it was, and where it must be. */
function sqlName(id: string, sql: string, { from }: SqlToken): string {
	const isName = /^[a-z_][a-z0-9_]*$/i.test(id) && !spoken.has(id.toLowerCase());
	return sql[from] !== '"' && isName ? id : identifier(id);
}

/** Where the statement of a cell asks for the value of a parameter, with another name of it. */
export function valueCallEdits(
	text: string,
	{ body }: Pick<Cell, 'body'>,
	old: string,
	name: string
): Change[] {
	const calls = variableCallsIn(text.slice(body.from, body.to)).filter((each) => each.name === old);
	return calls.map(({ from }) => {
		const at = body.from + from + 1;
		return { from: at, to: at + old.length, text: name };
	});
}
