import { edgesOf, type CellSpot, type Edges } from './cell-range.ts';

/** The cell of a table that has the focus, and the range of cells that is selected. All getters are reactive. */
export class GridCursor {
	#spot = $state.raw<CellSpot>({ row: 0, column: 0 });
	/** The other corner of the range; null where none is selected. */
	#anchor = $state.raw<CellSpot | null>(null);
	/** Where a button of the mouse went down; null while none is. */
	#pressed: CellSpot | null = null;
	/** Whether the press at hand has selected cells, and opens nothing. */
	#hasSwept = false;

	get spot(): CellSpot {
		return this.#spot;
	}

	/** Null where no more than the cell in focus is selected. */
	get range(): Edges | null {
		return this.#anchor === null ? null : edgesOf(this.#anchor, this.#spot);
	}

	/** Goes to a cell. @param extends whether the cells on the way are selected */
	go(spot: CellSpot, extending = false): void {
		this.#anchor = extending && spot.row >= 0 ? (this.#anchor ?? this.#spot) : null;
		this.#spot = spot;
	}

	/** The focus went to a cell by itself: what is selected stays where it is one of its corners. */
	heed(spot: CellSpot): void {
		if (spot.row !== this.#spot.row || spot.column !== this.#spot.column) this.go(spot);
	}

	select(from: CellSpot, to: CellSpot): void {
		this.#anchor = from;
		this.#spot = to;
	}

	unselect(): void {
		this.#anchor = null;
	}

	/** A button of the mouse goes down on a cell. */
	down(spot: CellSpot, extending: boolean): void {
		this.#hasSwept = extending;
		this.go(spot, extending);
		this.#pressed = this.#anchor ?? spot;
	}

	/** The mouse comes to a cell with the button down. True where that selects. */
	sweep(spot: CellSpot): boolean {
		if (this.#pressed === null) return false;
		this.#hasSwept = true;
		this.select(this.#pressed, spot);
		return true;
	}

	up(): void {
		this.#pressed = null;
	}

	/** Whether the press that ends now was one on a cell alone. */
	get isPress(): boolean {
		return !this.#hasSwept;
	}
}
