import { Failure } from './failure.ts';

/** Characters of an offending value that are shown: enough to recognise it by. */
const SHOWN = 80;

/**
 * `record not readable`: what is wrong, and the value that is, on one line. The record becomes a reject, and the next
 * is read.
 */
export function unreadable(what: string, value?: string): Failure {
	return new Failure('record not readable', what + shown(value));
}

/**
 * `nothing to keep`: a record that was read and holds nothing of what its table is about, and why. It becomes a reject
 * too, and nobody has to think that it could have been found.
 */
export function nothingToKeep(what: string, value?: string): Failure {
	return new Failure('nothing to keep', what + shown(value));
}

function shown(value: string | undefined): string {
	if (value === undefined) return '';
	const start = value.slice(0, SHOWN);
	return `: ${start.replace(/\s*[\r\n]\s*/g, ' ').trim()}`;
}
