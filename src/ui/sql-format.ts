import { duckdb, formatDialect } from 'sql-formatter';
import { tokensOf } from '#engine/sql/tokens.ts';

/** A statement as it is written well, or why it is left as it is. */
export type Formatted = { sql: string; refused: null } | { sql: null; refused: string };

/**
 * A statement with other blanks and line ends, and nothing else: where anything else would be another, or a comment
 * would not stand where it stood, it is left as it is.
 */
export function formatted(sql: string): Formatted {
	let written: string;
	try {
		written = formatDialect(sql, { dialect: duckdb, useTabs: true, expressionWidth: 80 });
	} catch {
		return refused('it cannot be taken apart');
	}
	if (!isSame(sql, written))
		return refused('it would mean something else, or a comment would be lost');
	const [before = '', after = ''] = [/^\s*/.exec(sql)?.[0], /\s*$/.exec(sql)?.[0]];
	return { sql: `${before}${written.trim()}${after}`, refused: null };
}

function refused(why: string): Formatted {
	return { sql: null, refused: `The statement stays as it is written: formatted, ${why}.` };
}

/** Whether all but blanks is the same, comments at their places among the rest. */
function isSame(one: string, other: string): boolean {
	const [a, b] = [piecesOf(one), piecesOf(other)];
	return a.length === b.length && a.every((piece, at) => piece === b[at]);
}

/** Tokens and comments; texts one behind the other are one text where a line ends between them. */
function piecesOf(sql: string): string[] {
	const tokens = tokensOf(sql);
	const pieces = tokens.flatMap(({ from, to, kind }, at) => {
		const gap = sql.slice(tokens[at - 1]?.to ?? 0, from);
		const joins = kind === 'String' && tokens[at - 1]?.kind === 'String' && /[\n\r]/.test(gap);
		return [...commentsOf(gap), ...(joins ? ['joined'] : []), sql.slice(from, to)];
	});
	return [...pieces, ...commentsOf(sql.slice(tokens.at(-1)?.to ?? 0))];
}

/** Without the blanks at the begin of their lines, which are another when they are moved. */
function commentsOf(gap: string): string[] {
	const text = gap.trim();
	return text === '' ? [] : [text.replace(/\s*\n\s*/g, '\n')];
}
