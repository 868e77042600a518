import type { EditWords } from '../../services/recipe-state.ts';

/** Of what has another value; the field shows it where it was given. */
export function wordsOfSet(what: string): EditWords {
	return { made: `${what} is set.`, undone: `${what} is as it was.`, quiet: true };
}

export function wordsOfTakenOut(what: string): EditWords {
	return { made: `${what} is taken out.`, undone: `${what} is there again.` };
}
