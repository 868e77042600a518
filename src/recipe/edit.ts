import type { Cell } from '#notebook/notebook.ts';

/**
 * The file with the SQL of one cell replaced; the line ends of the file are kept, and not one other byte changes but
 * the fences, which grow where a line of the SQL would close them.
 */
export function withSql(text: string, cell: Cell, sql: string): string {
	const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
	const body = sql.replace(/\r?\n/g, lineEnd).replace(/(\r?\n)+$/, '');
	const before = text.slice(0, cell.body.from);
	const behind = text.slice(cell.body.to);
	const closed = /^\r?\n/.test(behind) ? behind : lineEnd + behind;
	return fenced(before, body, closed, cell.from);
}

/** @param from where the opening fence is in `before`; the closing one is on the first full line of `behind` */
function fenced(before: string, body: string, behind: string, from: number): string {
	const [fence] = /^(?:`+|~+)/.exec(before.slice(from))!;
	const runs = body.match(fence.startsWith('`') ? /^ {0,3}`+/gm : /^ {0,3}~+/gm) ?? [];
	const longest = Math.max(0, ...runs.map((run) => run.trimStart().length));
	if (longest < fence.length) return before + body + behind;
	const wider = fence[0]!.repeat(longest + 1);
	const opened = before.slice(0, from) + wider + before.slice(from + fence.length);
	return opened + body + behind.replace(/^(\r?\n *)(?:`+|~+)/, (_, start) => start + wider);
}
