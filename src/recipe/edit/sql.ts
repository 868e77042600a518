import type { Cell, QuietCell } from '#notebook/notebook.ts';
import { changed, lineEndOf, withLineEnds, type Change } from './change.ts';

type Written = Pick<Cell | QuietCell, 'from' | 'to' | 'body'>;

/**
 * The file with the SQL of one cell replaced; the line ends of the file are kept, and not one other byte changes but
 * the fences, which grow where a line of the SQL would close them.
 */
export function withSql(text: string, cell: Written, sql: string): string {
	return changed(text, bodyEdit(text, cell, sql));
}

/** As that, of whatever stands in the block of a cell. */
export function bodyEdit(text: string, { from, to, body }: Written, written: string): Change[] {
	const lineEnd = lineEndOf(text);
	const lines = withLineEnds(written, lineEnd).replace(/(\r?\n)+$/, '');
	const isClosed = /^\r?\n/.test(text.slice(body.to));
	const change = { ...body, text: isClosed ? lines : lines + lineEnd };
	return [change, ...widerFences(text, { from, to }, lines)];
}

/** The fences of a block, where a line of what is to stand in it would close it. */
function widerFences(
	text: string,
	{ from, to }: Pick<Written, 'from' | 'to'>,
	lines: string
): Change[] {
	const [fence] = /^(?:`+|~+)/.exec(text.slice(from))!;
	const wider = fenceAround(lines, fence);
	if (wider === fence) return [];
	const [closing] = /(?:`+|~+)[ \t]*$/.exec(text.slice(from, to))!;
	return [
		{ from, to: from + fence.length, text: wider },
		{ from: to - closing.length, to: to - closing.length + closing.trimEnd().length, text: wider }
	];
}

/** The shortest fence, from one on, that no line would close. @param fence of what signs, and at least how many */
export function fenceAround(lines: string, fence = '```'): string {
	const runs = lines.match(fence.startsWith('`') ? /^ {0,3}`+/gm : /^ {0,3}~+/gm) ?? [];
	const longest = Math.max(0, ...runs.map((run) => run.trimStart().length));
	return longest < fence.length ? fence : fence[0]!.repeat(longest + 1);
}
