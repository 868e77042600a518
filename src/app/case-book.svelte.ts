import { FIRST_OWN } from './services/storage/first-own.ts';
import { cases } from './services/storage/own-collections.ts';
import type { KeptCase } from './services/storage/kept.ts';
import type { Storage } from './services/storage.ts';
import type { OwnCaseEntry } from './services/case-state.ts';

const FIRST_TITLE = 'Own case';
/** The setting that says which case of the analyst's own was open last. */
const LAST = 'own case';

/** The cases of the analyst's own, by their names and titles. */
export class CaseBook {
	readonly #storage: Promise<Storage>;
	#kept = $state.raw<readonly KeptCase[]>([]);
	/** Whether anything is kept of the first one, which needs no title to be there. */
	#hasFirst = $state.raw(false);
	#last = FIRST_OWN;

	constructor(storage: Promise<Storage>) {
		this.#storage = storage;
	}

	/** In the order in which they were made. */
	get all(): readonly OwnCaseEntry[] {
		const named = this.#kept.map(({ name, title }) => ({ name, title }));
		const isNamed = named.some(({ name }) => name === FIRST_OWN);
		const isThere = this.#hasFirst || named.length === 0;
		return isNamed || !isThere ? named : [{ name: FIRST_OWN, title: FIRST_TITLE }, ...named];
	}

	/** That which was open last; where it is no more, the first that there is. */
	get last(): string {
		const { all } = this;
		return all.some(({ name }) => name === this.#last) ? this.#last : all[0]!.name;
	}

	/** The first one can always be gone to, though nothing is kept of it. */
	has(name: string): boolean {
		return name === FIRST_OWN || this.#kept.some((each) => each.name === name);
	}

	titleOf(name: string): string {
		return this.#kept.find((each) => each.name === name)?.title ?? FIRST_TITLE;
	}

	/** Looks which there are. @throws what the storage throws */
	async load(): Promise<void> {
		const storage = await this.#storage;
		const [kept, sources, stand, last] = await Promise.all([
			storage.of(cases).all(),
			storage.sources(FIRST_OWN),
			storage.investigation(FIRST_OWN),
			storage.setting(LAST, String)
		]);
		this.#kept = kept;
		this.#hasFirst = sources.length > 0 || stand !== null;
		this.#last = last ?? FIRST_OWN;
	}

	/** @returns the name of the new one */
	async make(title: string): Promise<string> {
		const name = `case-${crypto.randomUUID().slice(0, 8)}`;
		await this.#keep({ name, title, made: new Date().toISOString() });
		return name;
	}

	async rename(name: string, title: string): Promise<void> {
		const before = this.#kept.find((each) => each.name === name);
		// The first was there before any that has a record.
		await this.#keep({ name, title, made: before?.made ?? '' });
	}

	/** It was opened just now. */
	async opened(name: string): Promise<void> {
		this.#last = name;
		await (await this.#storage).keepSetting(LAST, name);
	}

	/** It is one no more. */
	async forget(name: string): Promise<void> {
		this.#kept = this.#kept.filter((each) => each.name !== name);
		await (await this.#storage).of(cases).drop(name);
		await this.load();
	}

	async #keep(record: KeptCase): Promise<void> {
		const others = this.#kept.filter(({ name }) => name !== record.name);
		this.#kept = [...others, record].sort(cases.compare);
		await (await this.#storage).of(cases).keep(record);
	}
}
