import type { RowsAt } from './rows-at.ts';
import {
	drawnRows,
	heightOf,
	placeOf,
	ROW,
	scrolledTo,
	topRow,
	type Scrolled
} from './row-window.ts';

/** So many rows stand one below the other, drawn all of them. */
const FEW = 100;

/** Rows behind those in sight that are wanted as well. */
const AHEAD = 40;

/** What of the rows of a table is in sight. All getters are reactive. */
export class RowsInView {
	readonly #rows: () => RowsAt;
	#element: HTMLElement | null = null;
	/** What was begun with. */
	#begun: unknown = null;
	#scrolled = $state(0);
	#seen = $state(0);

	constructor(rows: () => RowsAt) {
		this.#rows = rows;
	}

	readonly #scrolledTo = $derived.by((): Scrolled => {
		return { count: this.#rows().count, scrolled: this.#scrolled, seen: this.#seen };
	});

	/** Whether the rows are so many that each is put where it stands, and only those in sight are drawn. */
	readonly isPlaced = $derived.by(() => this.#rows().count > FEW);

	/** The row at the upper edge. */
	readonly upper = $derived(Math.ceil(topRow(this.#scrolledTo)));

	readonly #drawn = $derived(drawnRows(this.#scrolledTo));

	/** Pixels of all rows; null where they take what they take. */
	get height(): number | null {
		return this.isPlaced ? heightOf(this.#scrolledTo.count) : null;
	}

	/** Pixels above a row; null where rows stand one below the other. */
	topOf(row: number): number | null {
		return this.isPlaced ? placeOf(row, this.#scrolledTo) : null;
	}

	/** The rows that are drawn. @param focus which keeps its element, and with it the focus, however far it is scrolled */
	drawn(focus: number): number[] {
		const { count } = this.#scrolledTo;
		const { first, end } = this.isPlaced ? this.#drawn : { first: 0, end: count };
		const all = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
		return focus < 0 || focus >= count || (focus >= first && focus < end) ? all : [...all, focus];
	}

	/** Asks for the rows that are in sight, and the next ones. */
	want(): void {
		const { first, end } = this.#drawn;
		this.#rows().need?.(first, end + AHEAD);
	}

	/** Heeds how much of an element is scrolled, in which the rows are below a head of the height of a row. */
	readonly watch = (element: HTMLElement): void => {
		this.#element = element;
		this.measure();
	};

	readonly measure = (): void => {
		this.#scrolled = this.#element?.scrollTop ?? 0;
		this.#seen = Math.max(0, (this.#element?.clientHeight ?? 0) - ROW);
	};

	/**
	 * Rows that come in the place of others are seen from the first on; those that are all at hand stay where they are.
	 * @param as what tells which rows they are: for the same it stays as it is
	 */
	begin(rows: RowsAt, as: unknown): void {
		const isOther = this.#begun !== null && as !== this.#begun;
		this.#begun = as;
		if (!isOther || rows.need === undefined || this.#element === null) return;
		this.#element.scrollTop = 0;
		this.measure();
	}

	/** Brings a row into sight. */
	scrollTo(row: number): void {
		if (this.#element === null || !this.isPlaced) return;
		this.#element.scrollTop = scrolledTo(row, this.#scrolledTo);
		this.measure();
	}
}
