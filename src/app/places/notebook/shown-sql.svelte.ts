import type { NotebookItem } from './items.ts';

/** Of which cells the SQL is in sight. */
export class ShownSql {
	#keys = $state.raw<ReadonlySet<string>>(new Set());

	has(key: string): boolean {
		return this.#keys.has(key);
	}

	toggle(key: string): void {
		const next = new Set(this.#keys);
		if (!next.delete(key)) next.add(key);
		this.#keys = next;
	}

	/** Whether that of every cell is. */
	hasAll(items: readonly NotebookItem[]): boolean {
		return cellKeys(items).every((key) => this.has(key));
	}

	toggleAll(items: readonly NotebookItem[]): void {
		this.#keys = new Set(this.hasAll(items) ? [] : cellKeys(items));
	}
}

function cellKeys(items: readonly NotebookItem[]): string[] {
	return items.filter(({ unit }) => unit?.type === 'cell').map(({ key }) => key);
}
