import { arranged, unarranged, type Arrangement, type Filter, type Sorting } from './arranged.ts';

/** What a person asks of rows beside their statement: to sort, to filter and to count them. */
export abstract class Arranging {
	#arrangement = $state.raw<Arrangement>(unarranged);

	get arrangement(): Arrangement {
		return this.#arrangement;
	}

	get isArranged(): boolean {
		return this.#arrangement !== unarranged;
	}

	/** The statement of the rows that are asked for, around that of the table. */
	readonly around = (sql: string): string => arranged(sql, this.#arrangement);

	/** Of rows that are counted by its column, those behind the count. */
	filter(filter: Filter): void {
		const { filters, countedBy, sortedBy } = this.#arrangement;
		const isSame = (other: Filter) => keyOf(other) === keyOf(filter);
		const all = [...filters.filter((other) => !isSame(other)), filter];
		const opens = countedBy === filter.column.name && filter.how === 'only';
		this.#arrange(
			opens
				? { filters: all, countedBy: null, sortedBy: null }
				: { filters: all, countedBy, sortedBy }
		);
	}

	unfilter(filter: Filter): void {
		const { filters } = this.#arrangement;
		this.#arrange({ ...this.#arrangement, filters: filters.filter((other) => other !== filter) });
	}

	/** Rising, falling, and as the statement has it, one after the other. */
	sortNext(column: string): void {
		const { sortedBy } = this.#arrangement;
		const falls = sortedBy?.column === column ? sortedBy.falls : null;
		this.sort(falls === null ? { column, falls: false } : falls ? null : { column, falls: true });
	}

	sort(sortedBy: Sorting | null): void {
		this.#arrange({ ...this.#arrangement, sortedBy });
	}

	/** Counts the rows by the values of a column; null for the rows themselves. */
	countBy(countedBy: string | null): void {
		this.#arrange({ ...this.#arrangement, countedBy, sortedBy: null });
	}

	/** The rows as their statement gives them. */
	reset(): void {
		this.#arrange(unarranged);
	}

	#arrange(next: Arrangement): void {
		const isAll = next.filters.length === 0 && next.countedBy === null && next.sortedBy === null;
		this.#arrangement = isAll ? unarranged : next;
		void this.begin();
	}

	/** Asks for the rows as they are arranged now. */
	protected abstract begin(): Promise<void>;
}

function keyOf({ column, how, value }: Filter): string {
	return JSON.stringify([column.name, how, value === null, String(value)]);
}
