import type { Failure } from '#lib/failure.ts';
import { nearestName } from '#lib/nearest.ts';
import { notValid } from './attributes.ts';

/**
 * `recipe not valid` where a block names a column that its rows lack: the nearest of theirs is told, or all.
 * @param said what stands before the name
 */
export function noColumn(
	said: string,
	name: string,
	columns: readonly { name: string }[]
): Failure {
	const names = columns.map((column) => column.name);
	const nearest = nearestName(name, names);
	const meant =
		nearest === null ? `the columns are ${names.join(', ')}` : `the nearest is ${nearest}`;
	return notValid(`${said} ${name}; ${meant}`);
}
