import { Failure } from './failure.ts';

/** Characters of an offending value that are shown: enough to recognise it by. */
const SHOWN = 80;

/**
 * `record not readable`: what is wrong, and the value that is, on one line. The record becomes a reject, and the next
 * is read.
 */
export function unreadable(what: string, value?: string): Failure {
	const shown =
		value === undefined
			? ''
			: `: ${value
					.slice(0, SHOWN)
					.replace(/\s*[\r\n]\s*/g, ' ')
					.trim()}`;
	return new Failure('record not readable', what + shown);
}
