import type { EventTableName } from '#tables/event-tables.ts';
import type { Reject } from './receipt.ts';

/** Where a record is kept. */
export type KeptIn = EventTableName | 'native';

/** Rows that a table has taken. */
interface TableCount {
	table: KeptIn | null;
	rows: number;
}

/** How many records were begun, and what became of them. */
export class RecordCount {
	records = 0;
	/** Event rows beyond the first of the records that became several. */
	extraRows = 0;
	readonly rejects: Reject[] = [];
	/** Rejects that were read and hold nothing of what their table is about. */
	empty = 0;
	readonly #tables = new Map<KeptIn, TableCount>();
	/** Of the table that took the last record. */
	#last: TableCount = { table: null, rows: 0 };

	/** Counts a record as kept, with so many rows beyond its first. */
	keep(table: KeptIn, extraRows: number): void {
		this.extraRows += extraRows;
		if (this.#last.table !== table) this.#last = this.#of(table);
		this.#last.rows += 1 + extraRows;
	}

	/** Counts a record as rejected; where it is already, the first reason stands. */
	reject(reject: Reject, isEmpty: boolean): void {
		if (this.rejects.at(-1)?.record === reject.record) return;
		this.rejects.push(reject);
		if (isEmpty) this.empty++;
	}

	/** Rows so far by table; a native row of a record that has an event row too is not counted. */
	get rows(): Partial<Record<KeptIn, number>> {
		return Object.fromEntries([...this.#tables].map(([table, { rows }]) => [table, rows]));
	}

	#of(table: KeptIn): TableCount {
		const known = this.#tables.get(table);
		if (known !== undefined) return known;
		const count = { table, rows: 0 };
		this.#tables.set(table, count);
		return count;
	}
}
