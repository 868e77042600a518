import type { Value } from '#tables/value.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import { endText } from './say.ts';
import type { DrawnNetwork } from './network.ts';

/** What is drawn, as a table with a row for each link, the heaviest first. */
export function valuesTable({ columns, ends, links }: DrawnNetwork): Result {
	const { source, target, weight } = columns;
	const end = (at: number): Value => ends[at]!.name ?? endText(ends[at]!);
	return {
		columns: [
			{ name: source.name, type: 'text' },
			{ name: target.name, type: 'text' },
			...(weight === null ? [] : [{ name: weight.name, type: 'number' as const }]),
			{ name: 'rows', type: 'number' }
		],
		rows: links.map((link) => [
			end(link.source),
			end(link.target),
			...(weight === null ? [] : [link.weight]),
			link.rows
		])
	};
}
