/** The one place where a name or a value becomes part of a statement. */

/** A quoted identifier. */
export function identifier(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal; null becomes NULL. NUL cannot be written in SQL and is left out. */
export function literal(text: string | null): string {
	return text === null ? 'NULL' : `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`;
}

/** A parenthesised list of text literals; `(NULL)` for none, which no value equals. */
export function literals(texts: readonly string[]): string {
	return texts.length === 0 ? '(NULL)' : `(${texts.map(literal).join(', ')})`;
}
