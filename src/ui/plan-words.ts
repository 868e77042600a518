import type { PlanStep } from '#engine/sql/query-plan.ts';

/** What an operator does, in plain words; others stand under the engine's own name. */
const words: Readonly<Record<string, string>> = {
	SEQ_SCAN: 'Reads',
	TABLE_SCAN: 'Reads',
	COLUMN_DATA_SCAN: 'Reads values',
	DUMMY_SCAN: 'Reads nothing',
	EMPTY_RESULT: 'Gives nothing',
	CTE_SCAN: 'Reads a common table',
	CTE: 'Keeps a common table',
	FILTER: 'Keeps some rows',
	PROJECTION: 'Works out columns',
	HASH_JOIN: 'Joins equal keys',
	NESTED_LOOP_JOIN: 'Joins each with each',
	BLOCKWISE_NL_JOIN: 'Joins each with each',
	PIECEWISE_MERGE_JOIN: 'Joins by order',
	IE_JOIN: 'Joins by ranges',
	ASOF_JOIN: 'Joins the nearest',
	CROSS_PRODUCT: 'Joins all with all',
	LEFT_DELIM_JOIN: 'Asks for each row',
	RIGHT_DELIM_JOIN: 'Asks for each row',
	DELIM_SCAN: 'Reads the rows around',
	HASH_GROUP_BY: 'Groups',
	PERFECT_HASH_GROUP_BY: 'Groups',
	UNGROUPED_AGGREGATE: 'Adds up all rows',
	ORDER_BY: 'Sorts',
	TOP_N: 'Sorts for the first',
	LIMIT: 'Takes the first',
	STREAMING_LIMIT: 'Takes the first',
	WINDOW: 'Works out windows',
	STREAMING_WINDOW: 'Works out windows',
	UNNEST: 'Unfolds lists',
	UNION: 'Puts together',
	RECURSIVE_CTE: 'Repeats'
};

/** What a step does, and the table that it does it to. */
export function stepText({ operator, table }: PlanStep): string {
	const said = words[operator] ?? operator;
	return table === null ? said : `${said} ${table.split('.').at(-1)}`;
}
