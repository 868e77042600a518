import { variableCallsIn } from '#engine/sql/variable-calls.ts';
import { Failure } from '#lib/failure.ts';
import { nearestName } from '#lib/nearest.ts';

/**
 * A variable that nobody set is null to the database, of which nothing is ever found: a statement may ask for the
 * parameters of its recipe alone.
 * @param known their names
 * @throws `query failed` with the place as an offset
 */
export function checkParameters(sql: string, known: readonly string[]): void {
	const odd = variableCallsIn(sql).find(({ name }) => name === null || !known.includes(name));
	if (odd === undefined) return;
	const message = odd.name === null ? NO_NAME : noParameter(odd.name, known);
	throw new Failure('query failed', `${message} (at character ${odd.from + 1})`, { place: sql });
}

const NO_NAME =
	"getvariable is given the name of a parameter in quotes, as in getvariable('window')";

function noParameter(name: string, known: readonly string[]): string {
	const near = nearestName(name, known);
	if (near !== null) return `no parameter ${name}; the nearest name is ${near}`;
	const which = known.length === 0 ? 'the recipe has none' : `there are ${known.join(', ')}`;
	return `no parameter ${name}; ${which}`;
}
