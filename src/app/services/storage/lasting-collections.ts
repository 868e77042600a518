import { messageOf } from '#lib/failure.ts';
import { memoryCollections } from './memory-collections.ts';
import { keyText, type Key, type Kept, type Collections } from './collections.ts';

export interface LastingParts {
	open: (onend: () => void) => Promise<Collections>;
	/** Is told once of each thing that goes wrong with keeping. */
	say: (sentence: string) => void;
	/** Hears that the places are open again and may be empty: what the page has is to be kept anew. */
	onopened: () => void;
}

/** What the browser is clearing away cannot be opened for a while; how often one tries, milliseconds apart. */
const AGAIN = { times: 10, after: 100 };

/**
 * Places that a page can rely on: what cannot be written is held for as long as the page lasts, and what was
 * closed is opened again. A write never fails; a read fails where the browser cannot read.
 */
export class LastingCollections implements Collections {
	readonly #parts: LastingParts;
	#opened: Promise<Collections> | null = null;
	#isReopened = false;
	/** What could not be written, newer than what is kept; an undefined value was to be deleted. */
	readonly #held = new Map<string, Map<string, Kept>>();
	readonly #said = new Set<string>();

	constructor(parts: LastingParts) {
		this.#parts = parts;
	}

	async keys(place: string): Promise<Key[]> {
		const kept = await this.#reading((places) => places.keys(place));
		const held = this.#heldOf(place);
		const others = kept.filter((key) => !held.has(keyText(key)));
		return [...others, ...present(held).map(({ key }) => key)];
	}

	async get(place: string, key: Key): Promise<unknown> {
		const held = this.#heldOf(place).get(keyText(key));
		return held === undefined ? this.#reading((places) => places.get(place, key)) : held.value;
	}

	async all(place: string): Promise<Kept[]> {
		const kept = await this.#reading((places) => places.all(place));
		const held = this.#heldOf(place);
		return [...kept.filter(({ key }) => !held.has(keyText(key))), ...present(held)];
	}

	async change(place: string, key: Key, to: (before: unknown) => unknown): Promise<void> {
		const before = this.#heldOf(place).get(keyText(key));
		const change = before === undefined ? to : () => to(before.value) ?? before.value;
		await this.#writing(place, key, {
			write: (places) => places.change(place, key, change),
			instead: () => change(undefined)
		});
	}

	async drop(place: string, key: Key): Promise<void> {
		await this.#writing(place, key, {
			write: (places) => places.drop(place, key),
			instead: () => undefined
		});
	}

	/** @throws where that fails; all is then as it was */
	async clear(): Promise<void> {
		await this.#reading((places) => places.clear());
		this.#held.clear();
	}

	/** @throws where that fails; all is then as it was */
	async setAside(place: string, key: Key, aside: { key: string; value: unknown }): Promise<void> {
		await this.#reading((places) => places.setAside(place, key, aside));
		this.#heldOf(place).delete(keyText(key));
	}

	/** What cannot be written is held `instead`, and told. */
	async #writing(
		place: string,
		key: Key,
		{ write, instead }: { write(places: Collections): Promise<void>; instead(): unknown }
	): Promise<void> {
		const held = this.#heldOf(place);
		try {
			await this.#reading(write);
			held.delete(keyText(key));
		} catch (error) {
			held.set(keyText(key), { key, value: instead() });
			this.#sayOnce(unkept(error));
		}
	}

	/** What was closed from outside is opened again, once for each call. */
	async #reading<T>(work: (places: Collections) => Promise<T>): Promise<T> {
		const opened = this.#places();
		try {
			return await work(await opened);
		} catch (error) {
			if (!isClosed(error)) throw error;
			this.#ended(opened);
			return work(await this.#places());
		}
	}

	#places(): Promise<Collections> {
		if (this.#opened !== null) return this.#opened;
		const attempts = this.#isReopened ? AGAIN.times : 1;
		const opened = this.#open(() => this.#ended(opened), attempts);
		this.#opened = opened;
		return opened;
	}

	async #open(onend: () => void, attempts: number): Promise<Collections> {
		try {
			return await this.#parts.open(onend);
		} catch (error) {
			if (attempts > 1) {
				await new Promise((resolve) => setTimeout(resolve, AGAIN.after));
				return this.#open(onend, attempts - 1);
			}
			this.#sayOnce(`nothing will be kept for the next visit: ${messageOf(error)}`);
			return memoryCollections();
		}
	}

	#ended(opened: Promise<Collections>): void {
		if (this.#opened !== opened) return;
		this.#opened = null;
		this.#isReopened = true;
		this.#sayOnce(
			'the browser closed what this page keeps, or cleared it; it is opened again, and what is on the page is kept anew'
		);
		this.#parts.onopened();
	}

	#heldOf(place: string): Map<string, Kept> {
		const found = this.#held.get(place) ?? new Map<string, Kept>();
		this.#held.set(place, found);
		return found;
	}

	#sayOnce(sentence: string): void {
		if (this.#said.has(sentence)) return;
		this.#said.add(sentence);
		this.#parts.say(sentence);
	}
}

function present(held: ReadonlyMap<string, Kept>): Kept[] {
	return [...held.values()].filter(({ value }) => value !== undefined);
}

function isClosed(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'InvalidStateError';
}

function unkept(error: unknown): string {
	const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
	const why = isFull ? 'the browser leaves this page no more room' : messageOf(error);
	return `not all is kept any more: ${why}. The page goes on, but what is done from here on may be gone with this tab: save the recipe as a file, and have the files at hand for the next visit`;
}
