import type { Cell } from '#notebook/notebook.ts';

/**
 * The file with the SQL of one cell replaced; not one other byte changes, and the line ends of the file
 * are kept.
 */
export function withSql(text: string, cell: Cell, sql: string): string {
	const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
	const body = sql.replace(/\r?\n/g, lineEnd).replace(/(\r?\n)+$/, '');
	return text.slice(0, cell.body.from) + body + text.slice(cell.body.to);
}
