import type { OwnView } from '#engine/store/load.ts';

/** The sources' own views: under which name each can be asked in its own columns, by the key of its entry. */
export class OwnViews {
	#views = $state.raw<ReadonlyMap<string, OwnView>>(new Map());

	get names(): string[] {
		return [...this.#views.values()].map(({ name }) => name).sort();
	}

	of(key: string): OwnView | null {
		return this.#views.get(key) ?? null;
	}

	/** Keys of those among `names` whose columns have to be read before they can be asked. */
	pending(names: readonly string[]): string[] {
		const pending = [...this.#views].filter(([, view]) => !view.whole && names.includes(view.name));
		return pending.map(([key]) => key);
	}

	set(key: string, view: OwnView): void {
		this.#views = new Map(this.#views).set(key, view);
	}

	drop(key: string): void {
		this.#views = new Map([...this.#views].filter(([other]) => other !== key));
	}

	clear(): void {
		this.#views = new Map();
	}
}
