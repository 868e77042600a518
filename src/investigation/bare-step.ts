import type { CellSpec } from '#cells/cell.ts';
import { answers } from '#cells/facets.ts';
import type { Cell } from '#notebook/notebook.ts';
import { eventTables, type DataType, type EventTableName } from '#tables/event-tables.ts';
import type { Step } from './result.ts';

/** A step of which nothing is known but what its recipe says. */
export function bareStep({ kind, spec, question, sql }: Cell): Step {
	return {
		cell: spec.id,
		role: answers(kind) ? 'answer' : 'rows',
		question,
		state: 'waiting',
		notRun: null,
		outcome: null,
		because: null,
		earlier: null,
		triedAt: null,
		said: null,
		lowered: [],
		open: spec.open,
		moment: spec.moment,
		rows: null,
		ms: null,
		runs: 0,
		needs: spec.needs,
		dataTypes: typesOf(spec),
		trusts: spec.trusts,
		failure: null,
		sql,
		rowsSql: null,
		rowsKey: null
	};
}

/** The data types that a cell consults. */
export function typesOf({ dataType, needs }: CellSpec): DataType[] {
	return dataType === null ? dataTypesOf(needs) : [dataType];
}

/** The data types of tables, each once, in the order of the tables. */
function dataTypesOf(tables: readonly EventTableName[]): DataType[] {
	return [...new Set(tables.map((table) => eventTables[table].dataType))];
}
