import type { AskAround } from '../duckdb/ask-around.ts';
import type { RowChoices } from '../sql/condition.ts';
import { narrowedTable } from '../sql/narrowed.ts';
import { PART } from './summed-select.ts';
import type { Sums } from './summed.ts';
import type { BrushAxis } from './time-parts.ts';

/** So many sums of one table are kept for a statement: more would save little, and take the room of the rows. */
export const MOST_SUMS = 400_000;

/** A table with no more rows than these is added up without a look at how many sums come of it. */
const FEW_ROWS = 1_000_000;
/** Rows that are looked at else, and the part of them that differ where more than {@link MOST_SUMS} do in all. */
const SAMPLE = 50_000;
const DIFFER = 0.94;

/** The statement that makes the sums of all parts of an axis. @param selection what is selected beside the brush */
export function sumsSql(sums: Sums, axis: BrushAxis, selection: readonly RowChoices[]): string {
	const narrowed = narrowedTable(sums.table, selection);
	return sumsOf(sums, axis, narrowed === null ? '' : ` WHERE ${narrowed.where}`);
}

function sumsOf({ table, sql }: Sums, { part }: BrushAxis, rest: string): string {
	return `WITH ${table} AS NOT MATERIALIZED (SELECT *, ${part} AS ${PART} FROM main.${table}${rest})
${sql}`;
}

/** Whether nearly every row of a large table would be a sum of its own, by some of them. */
export async function isManySums(
	sums: Sums,
	{ axis, ask, signal }: { axis: BrushAxis; ask: AskAround; signal: AbortSignal }
): Promise<boolean> {
	const count = async (from: string) => {
		const { rows } = await ask(() => `SELECT count(*) FROM ${from}`, { signal });
		return Number(rows[0]?.[0]);
	};
	const rows = await count(`main.${sums.table}`);
	if (rows <= FEW_ROWS) return false;
	const percent = (100 * SAMPLE) / rows;
	const sample = sumsOf(sums, axis, ` USING SAMPLE ${percent.toFixed(6)} PERCENT (bernoulli)`);
	return (await count(`(\n${sample}\n)`)) > DIFFER * SAMPLE;
}
