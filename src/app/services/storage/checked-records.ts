import * as v from 'valibot';
import { Failure, messageOf } from '#lib/failure.ts';
import { keyOf, type Collection, type Records } from './collection.ts';
import { keyText, type Collections, type Kept, type Key } from './collections.ts';
import { aside, settings } from './own-collections.ts';
import { asideRecord, type SetAside } from './set-aside.ts';

export interface RecordHearers {
	/** A record was set aside just now. */
	onaside(record: SetAside): void;
	/** A record of the collection of that name is another now, or is gone. */
	onkept(collection: string, key: Key): void;
}

/** Records that are looked at before they are given to anybody. */
export class CheckedRecords {
	readonly #places: Collections;
	readonly #hearers: RecordHearers;
	/** Writes that are not done yet. */
	readonly #pending = new Set<Promise<void>>();

	constructor(places: Collections, hearers: RecordHearers) {
		this.#places = places;
		this.#hearers = hearers;
	}

	/** Resolves once all is written that is being written now. */
	async written(): Promise<void> {
		await Promise.allSettled(this.#pending);
	}

	/** The records of a collection. */
	of<T>(collection: Collection<T>): Records<T> {
		const { name } = collection;
		const all = () => this.#list(collection);
		return {
			all,
			ofCase: async (of) =>
				(await all()).filter((record) => (record as { workspace?: unknown }).workspace === of),
			keep: (record) => this.put(name, keyOf(collection, record), record),
			change: (key, change) =>
				this.change(name, key, (before) =>
					before === undefined ? undefined : { ...before, ...change }
				),
			drop: (key) => this.drop(name, key)
		};
	}

	async #list<T>(collection: Collection<T>): Promise<T[]> {
		const { name, schema } = collection;
		const good: T[] = [];
		for (const { key, value } of await this.#all(name)) {
			const checked = v.safeParse(schema, value);
			if (checked.success) good.push(checked.output);
			else await this.#aside(name, key, issueText(checked.issues[0]), value);
		}
		return collection.compare === undefined ? good : good.sort((a, b) => collection.compare!(a, b));
	}

	/** Null where there is none, or what there is has another shape. */
	async get<T>({ name, schema }: Collection<T>, key: string): Promise<T | null> {
		const value = await this.#readable(name, key);
		if (value === undefined) return null;
		const checked = v.safeParse(schema, value);
		if (checked.success) return checked.output;
		await this.#aside(name, key, issueText(checked.issues[0]), value);
		return null;
	}

	put(place: string, key: Key, value: unknown): Promise<void> {
		return this.change(place, key, () => value);
	}

	change(place: string, key: Key, to: (before: unknown) => unknown): Promise<void> {
		return this.#told(place, key, this.#places.change(place, key, to));
	}

	drop(place: string, key: Key): Promise<void> {
		return this.#told(place, key, this.#places.drop(place, key));
	}

	async #told(place: string, key: Key, write: Promise<void>): Promise<void> {
		this.#pending.add(write);
		try {
			await write;
			this.#hearers.onkept(place, key);
		} finally {
			this.#pending.delete(write);
		}
	}

	async setting<T>(name: string, as: (value: unknown) => T): Promise<T | null> {
		const value = await this.#readable(settings.name, name);
		if (value === undefined) return null;
		try {
			return as(value);
		} catch (error) {
			await this.#aside(settings.name, name, messageOf(error), value);
			return null;
		}
	}

	async putAside(place: string, key: string, why: string): Promise<void> {
		const value = await this.#readable(place, key);
		if (value !== undefined) await this.#aside(place, key, why, value);
	}

	/** Where not all can be read at once, those that can, one by one. */
	async #all(place: string): Promise<Kept[]> {
		try {
			return await this.#places.all(place);
		} catch (cause) {
			return this.#oneByOne(place, cause);
		}
	}

	async #oneByOne(place: string, cause: unknown): Promise<Kept[]> {
		const keys = await this.#places.keys(place).catch(() => {
			throw new Failure('storage failed', messageOf(cause), { cause });
		});
		const found: Kept[] = [];
		for (const key of keys) {
			const value = await this.#readable(place, key);
			if (value !== undefined) found.push({ key, value });
		}
		return found;
	}

	/** Undefined where there is none, or where the browser cannot read it, which is told. */
	async #readable(place: string, key: Key): Promise<unknown> {
		try {
			return await this.#places.get(place, key);
		} catch (error) {
			this.#hearers.onaside(asideOf(place, key, `the browser cannot read it: ${messageOf(error)}`));
			return undefined;
		}
	}

	/** Where it cannot be moved it stays, and is told all the same. */
	async #aside(place: string, key: Key, why: string, value: unknown): Promise<void> {
		const record = { ...asideOf(place, key, why, value), moved: true };
		const moved = await this.#places.setAside(place, key, { key: record.id, value: record }).then(
			() => true,
			() => false
		);
		this.#hearers.onaside({ ...record, moved });
	}
}

function asideOf(place: string, key: Key, why: string, value?: unknown): SetAside {
	const at = new Date().toISOString();
	return { id: crypto.randomUUID(), place, key, at, why, value, moved: false };
}

/** What was set aside may itself be anything. */
export function asideIn({ key, value }: Kept): SetAside {
	const checked = v.safeParse(asideRecord, value);
	if (checked.success) return checked.output;
	const why = `it is no record that was set aside: ${issueText(checked.issues[0])}`;
	return { ...asideOf(aside.name, key, why, value), id: keyText(key), moved: true };
}

function issueText(issue: v.BaseIssue<unknown>): string {
	const what = v.getDotPath(issue) ?? 'it';
	if (issue.received === 'undefined') return `not as it is kept: ${what} is missing`;
	return `not as it is kept: ${what} is ${issue.received}, where ${issue.expected ?? issue.message} should be`;
}
