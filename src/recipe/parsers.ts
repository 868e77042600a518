import { Failure } from '#lib/failure.ts';

type Parsers = typeof import('./file-parsers.ts');

let here: Parsers | null = null;

/**
 * Brings what reads the YAML and the Markdown of recipe files, and unfolds those of links: a page has no use for it
 * before there is a recipe. Whoever reads one awaits this first.
 */
export async function bringParsers(): Promise<void> {
	here ??= await import('./file-parsers.ts');
}

/** @throws `defect` where nobody brought them */
export function parsers(): Parsers {
	if (here === null) throw new Failure('defect', 'a recipe is read before what reads it is here');
	return here;
}
