import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { columnOrder, type ColumnOrder, type WantedColumns } from '../table-columns.ts';

/** The columns of a table as they are laid out. */
export interface LaidOut extends ColumnOrder {
	/** How many of those that are shown stay in sight at the left. */
	pinned: number;
	/** How many a person has put out of sight. */
	hidden: number;
}

/** How a person has laid the columns of a table out, by their names. All getters are reactive. */
export class ColumnLayout {
	#order = $state.raw<readonly string[]>([]);
	#pinned = $state.raw<readonly string[]>([]);
	#hidden = $state.raw<ReadonlySet<string>>(new Set());
	#sizes = $state.raw<ReadonlyMap<string, number>>(new Map());
	#wanted = $state.raw<WantedColumns>({ empty: false, origin: false });

	/** Pixels of the columns that were given a size. */
	get sizes(): ReadonlyMap<string, number> {
		return this.#sizes;
	}

	get wanted(): WantedColumns {
		return this.#wanted;
	}

	/** Whether anything is other than the order of interest has it. */
	get isOwn(): boolean {
		const lists = [this.#order.length, this.#pinned.length, this.#hidden.size, this.#sizes.size];
		return lists.some((size) => size > 0);
	}

	isPinned(name: string): boolean {
		return this.#pinned.includes(name);
	}

	/** @param filled whether a column has a value in any row, by its index */
	laidOut(columns: readonly ResultColumn[], filled: readonly boolean[]): LaidOut {
		const order = columnOrder(columns, filled, this.#wanted);
		const nameOf = (i: number) => columns[i]!.name;
		const chosen = order.shown.filter((i) => !this.#hidden.has(nameOf(i)));
		const seen = chosen.length === 0 ? order.shown.slice(0, 1) : chosen;
		const ranks = new Map(this.#order.map((name, rank) => [name, rank]));
		const rank = (i: number) => ranks.get(nameOf(i)) ?? ranks.size;
		const sorted = [...seen].sort((a, b) => rank(a) - rank(b));
		const pinned = sorted.filter((i) => this.isPinned(nameOf(i)));
		const loose = sorted.filter((i) => !this.isPinned(nameOf(i)));
		const hidden = order.shown.length - seen.length;
		return { ...order, shown: [...pinned, ...loose], pinned: pinned.length, hidden };
	}

	/** What can be chosen of the columns, in their order: those that are shown, then those a person put out of sight. */
	choices(
		columns: readonly ResultColumn[],
		{ shown }: Pick<LaidOut, 'shown'>
	): { name: string; isShown: boolean }[] {
		const names = shown.map((i) => columns[i]!.name);
		const hidden = columns.map(({ name }) => name).filter((name) => this.#hidden.has(name));
		const chosen = names.map((name) => ({ name, isShown: true }));
		return [...chosen, ...hidden.map((name) => ({ name, isShown: false }))];
	}

	want(wanted: Partial<WantedColumns>): void {
		this.#wanted = { ...this.#wanted, ...wanted };
	}

	/** Puts a column where another one stands, of those that are shown in this order. */
	move(shown: readonly string[], name: string, to: number): void {
		const rest = shown.filter((other) => other !== name);
		const place = Math.max(0, Math.min(rest.length, to));
		this.#order = [...rest.slice(0, place), name, ...rest.slice(place)];
	}

	/** Gives a column so many pixels; null for what its values need. */
	size(name: string, pixels: number | null): void {
		const sizes = new Map(this.#sizes);
		if (pixels === null) sizes.delete(name);
		else sizes.set(name, Math.max(NARROWEST, Math.min(WIDEST, Math.round(pixels))));
		this.#sizes = sizes;
	}

	/** Keeps a column in sight at the left, or lets it scroll again. */
	pin(name: string): void {
		const isPinned = this.isPinned(name);
		const rest = this.#pinned.filter((other) => other !== name);
		this.#pinned = isPinned ? rest : [...rest, name];
	}

	/** Puts a column out of sight, or back. */
	hide(name: string): void {
		const hidden = new Set(this.#hidden);
		if (!hidden.delete(name)) hidden.add(name);
		this.#hidden = hidden;
	}

	/** As the order of interest has it. */
	reset(): void {
		[this.#order, this.#pinned] = [[], []];
		[this.#hidden, this.#sizes] = [new Set(), new Map()];
	}
}

/** Pixels. */
const NARROWEST = 40;
const WIDEST = 1600;
