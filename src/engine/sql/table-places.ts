import { once } from '#lib/once.ts';
import type { SqlToken } from './tokens.ts';

/** What was said last in a parenthesis, of what tells whether a comma or a FROM is followed by a table. */
interface Said {
	/** The last of SELECT and FROM; null before either. */
	last: 'select' | 'from' | null;
	isFromList: boolean;
}

/** What tells of tables, or ends the list of a FROM. */
const tells =
	/^(from|join|lateral|where|group|order|having|limit|select|window|qualify|union|on|using|values|with)$/;

const known = new WeakMap<readonly SqlToken[], ReadonlySet<number>>();

/**
 * Where what is read stands: the places behind FROM, JOIN and LATERAL, and behind a comma of a FROM list. Found once
 * for the tokens of a statement, in one pass.
 */
export function tablePlacesOf(tokens: readonly SqlToken[]): ReadonlySet<number> {
	return once(known, tokens, () => placesIn(tokens));
}

function placesIn(tokens: readonly SqlToken[]): ReadonlySet<number> {
	const places = new Set<number>();
	const parentheses: Said[] = [];
	tokens.forEach(({ kind, word, depth }, at) => {
		parentheses.length = Math.min(parentheses.length, depth + 1);
		if (kind !== ',' && (word === null || !tells.test(word))) return;
		const said = (parentheses[depth] ??= { last: null, isFromList: false });
		if (word === 'join' || word === 'lateral' || (word === null && said.isFromList))
			places.add(at + 1);
		else if (word === 'from' && namesTable(said, depth)) places.add(at + 1);
		if (word === 'from' || word === 'select') said.last = word;
		if (word !== null && word !== 'join' && word !== 'lateral')
			said.isFromList = word === 'from' && places.has(at + 1);
	});
	return places;
}

/** In `extract(year FROM ts)`, `substring(x FROM 2)` and `trim(… FROM …)` stands a FROM that names no table. */
function namesTable({ last }: Said, depth: number): boolean {
	return last === 'select' || (last === null && depth === 0);
}
