import { provenance } from '#tables/columns-of.ts';
import { identifier, literal } from '#engine/sql/sql.ts';
import { isKeyword } from '#ui/sql-spans.ts';
import type { NewQuestion } from './explore-state.svelte.ts';

/** Questions that follow of what is pointed at, as a person would write them. */

const plain = /^[a-z_][a-z0-9_]*$/;

/** Rows of a relation as they stand in their sources, one source after the other. */
export function rowsQuestion(relation: string): NewQuestion {
	return { title: `Rows of ${relation}`, sql: `SELECT *\nFROM ${named(relation)}` };
}

/** How often a column of a relation has each of its values. */
export function columnQuestion(relation: string, column: string): NewQuestion {
	return {
		title: `${relation} by ${column}`,
		sql: `SELECT ${named(column)}, count(*) AS rows\nFROM ${named(relation)}\nGROUP BY ALL\nORDER BY rows DESC`
	};
}

/** What a source gave to a table. */
export function sourceQuestion(
	{ source, source_id }: { source: string; source_id: string },
	table: string
): NewQuestion {
	const [id] = provenance;
	return {
		title: `${table} from ${source}`,
		sql: `SELECT *\nFROM ${named(table)}\nWHERE ${id} = ${literal(source_id)}`
	};
}

/** A name as it needs to be written; words that SQL keeps for itself stand in quotes, as all that is not plain. */
function named(name: string): string {
	return plain.test(name) && !isKeyword(name) ? name : identifier(name);
}
