import type { ListEntry } from './list-entry.ts';
import { isAboutPackets } from './rule-of-entry.ts';

/** The lines of all access lists, in the order of the file. */
export class ListEntries {
	readonly all: ListEntry[] = [];
	/** Of each line its place in its list, from 1; 0 where it is of none. */
	readonly #positions: number[] = [];
	/** Lines of each list. */
	readonly #sizes = new Map<string, number>();
	/** Lists about frames that are no IP packets, or about web pages: a place may have one besides. */
	readonly #others = new Set<string>();

	/** The lists that have a line. */
	get lists(): string[] {
		return [...this.#sizes.keys()];
	}

	add(entry: ListEntry): void {
		const { list, type } = entry;
		const position = list === null ? 0 : this.sizeOf(list) + 1;
		if (list !== null) this.#sizes.set(list, position);
		if (list !== null && !isAboutPackets(type)) this.#others.add(list);
		this.#positions.push(position);
		this.all.push(entry);
	}

	/** Lines of a list; 0 where there is no such list. */
	sizeOf(list: string): number {
		return this.#sizes.get(list) ?? 0;
	}

	positionOf(index: number): number {
		return this.#positions[index]!;
	}

	/** Whether there is such a list, and it is about IP packets. */
	decides(list: string): boolean {
		return this.#sizes.has(list) && !this.#others.has(list);
	}

	/** `show access-list` says a rule with groups once as it is written, and then what it stands for under its number. */
	isToldBehind(index: number): boolean {
		const { list, number } = this.all[index]!;
		const isSame = (other: ListEntry | undefined) =>
			other?.list === list && other.number === number;
		if (number === null || !isSame(this.all[index + 1])) return false;
		return !isSame(this.all[index - 1]);
	}
}
