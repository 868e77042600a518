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
	lowered: string | null;
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
		lowered: null
	};
}

/** What a person is told of a cell that failed: the database's sentence and the place in the SQL. */
export function cellFailureOf(error: unknown): CellFailure {
	const message = messageOf(error);
	const [first = message] = message.split('\n\nLINE');
	const character = /\(at character (\d+)\)/.exec(message);
	const position = character === null ? positionOf(error) : Number(character[1]) - 1;
	return { message: first.trim(), position };
}

/** DuckDB marks the place with a caret under the line; the offset follows from the marked line's text. */
function positionOf(error: unknown): number | null {
	if (!(error instanceof Failure) || error.place === null) return null;
	const marked = /LINE (\d+): (.*)\n( *)\^/.exec(error.message);
	if (marked === null) return null;
	const [, line, text, indent] = marked;
	const column = indent!.length - `LINE ${line}: `.length;
	const shown = text!.replace(/^\.\.\./, '').replace(/\.\.\.$/, '');
	const start =
		error.place
			.split('\n')
			.slice(0, Number(line) - 1)
			.join('\n').length + 1;
	const at = error.place.indexOf(shown, Number(line) === 1 ? 0 : start);
	return at < 0 ? null : at + column - (text!.startsWith('...') ? 3 : 0);
}
