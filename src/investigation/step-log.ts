import { messageOf, Failure } from '#lib/failure.ts';
import type { CellFailure, StepState } from './result.ts';

/** What is remembered of a cell between runs. */
export interface CellRecord {
	state: StepState;
	/** Of the answer at hand; null where there is none that may be used again. */
	fingerprint: string | null;
	ms: number | null;
	runs: number;
	rows: number | null;
	failure: CellFailure | null;
	/** The last good answer, to be shown as old after a failure. */
	outcome: string | null;
	because: string | null;
	said: string | null;
	lowered: readonly string[];
}

export function newRecord(): CellRecord {
	return {
		state: 'waiting',
		fingerprint: null,
		ms: null,
		runs: 0,
		rows: null,
		failure: null,
		outcome: null,
		because: null,
		said: null,
		lowered: []
	};
}

/**
 * What a person is told of a cell that failed: the database's sentence, and the place in the cell's own
 * `sql`, which is only a part of the statement that was run.
 */
export function cellFailureOf(error: unknown, sql: string): CellFailure {
	const message = messageOf(error);
	const [first = message] = message.split('\n\nLINE');
	return { message: first.trim(), position: positionOf(error, sql) };
}

function positionOf(error: unknown, sql: string): number | null {
	if (!(error instanceof Failure) || error.place === null) return null;
	const own = sql.replace(/[\s;]+$/, '');
	const begin = error.place.lastIndexOf(own);
	const at = characterOf(error.message) ?? markedOffset(error.message, error.place);
	if (begin < 0 || at === null || at < begin || at > begin + own.length) return null;
	return at - begin;
}

function characterOf(message: string): number | null {
	const character = /\(at character (\d+)\)/.exec(message);
	return character === null ? null : Number(character[1]) - 1;
}

/** DuckDB prints the line, cut to what fits, and a caret under the place. */
function markedOffset(message: string, statement: string): number | null {
	const marked = /LINE (\d+): (.*)\n( *)\^/.exec(message);
	if (marked === null) return null;
	const [, line, text, indent] = marked;
	const before = statement.split('\n').slice(0, Number(line) - 1);
	const start = before.reduce((sum, earlier) => sum + earlier.length + 1, 0);
	const cut = text!.startsWith('...') ? 3 : 0;
	const shown = text!.slice(cut).replace(/\.\.\.$/, '');
	const at = statement.indexOf(shown, start);
	return at < 0 ? null : at + indent!.length - `LINE ${line}: `.length - cut;
}
