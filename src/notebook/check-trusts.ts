import { Failure } from '#lib/failure.ts';
import { nearestName } from '#lib/nearest.ts';
import type { Analysis } from './analysis.ts';
import type { Cell } from './notebook.ts';

/** What a cell would lean on and nobody claims is tested by nobody. @throws `recipe not valid` that names the claim */
export function checkTrusts({ spec }: Cell, { claims }: Analysis): void {
	const names = claims.map((claim) => claim.spec.id);
	const lacking = spec.trusts.find((name) => !names.includes(name));
	if (lacking !== undefined) throw new Failure('recipe not valid', noClaim(lacking, names));
}

/** That a recipe has no claim of a name, with the nearest, or those that there are. */
export function noClaim(name: string, known: readonly string[]): string {
	const near = nearestName(name, known);
	if (near !== null) return `no claim ${name}; the nearest name is ${near}`;
	return `no claim ${name}; ${known.length === 0 ? 'the recipe has none' : `there are ${known.join(', ')}`}`;
}
