import * as v from 'valibot';
import type { Pin } from '#investigation/pin.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { openBrowserCollections } from './storage/browser-collections.ts';
import * as schemas from './storage/kept-schemas.ts';
import type {
	Deferred,
	KeptCategory,
	KeptInvestigation,
	KeptQuestion,
	KeptSource
} from './storage/kept.ts';
import { LastingCollections } from './storage/lasting-collections.ts';
import { memoryCollections } from './storage/memory-collections.ts';
import {
	collectionNames,
	keyText,
	type CollectionName,
	type Collections,
	type Kept,
	type Key
} from './storage/collections.ts';
import { measured, type MeasuredCollection } from './storage/measured.ts';
import { setAsideSchema, type SetAside } from './storage/set-aside.ts';

export type {
	Deferred,
	KeptCategory,
	KeptInvestigation,
	KeptQuestion,
	KeptSource
} from './storage/kept.ts';

/**
 * Everything that survives a reload. What is read has the shape that it should have: a record of another is set
 * aside and told, and the others are given. Lists fail with `storage failed` where none of them can be read.
 */
export interface Storage {
	sources(): Promise<KeptSource[]>;
	keepSource(source: KeptSource): Promise<void>;
	dropSource(key: string): Promise<void>;
	/** Null where none is kept, or what is cannot be used. */
	investigation(workspace: string): Promise<KeptInvestigation | null>;
	/** Puts another in the place of the one that is kept, in one step. */
	changeInvestigation(
		workspace: string,
		to: (kept: KeptInvestigation | null) => KeptInvestigation
	): Promise<void>;
	deeper(): Promise<Deferred[]>;
	keepDeferred(deferred: Deferred): Promise<void>;
	/** Changes an entry that is there still: one that was taken out does not come back. */
	changeDeferred(id: string, change: Partial<Deferred>): Promise<void>;
	dropDeferred(id: string): Promise<void>;
	categories(workspace: string): Promise<KeptCategory[]>;
	keepCategory(category: KeptCategory): Promise<void>;
	dropCategory(workspace: string, alertId: string): Promise<void>;
	/** Of all alerts of a workspace, the oldest first. */
	pins(workspace: string): Promise<Pin[]>;
	keepPin(pin: Pin): Promise<void>;
	dropPin(id: string): Promise<void>;
	/** Of a workspace, in their order. */
	questions(workspace: string): Promise<KeptQuestion[]>;
	keepQuestion(question: KeptQuestion): Promise<void>;
	dropQuestion(id: string): Promise<void>;
	/** @param as makes a setting of what is kept, or throws what is wrong with it; null where there is none */
	setting<T>(name: string, as: (value: unknown) => T): Promise<T | null>;
	keepSetting(name: string, value: unknown): Promise<void>;
	/** Resolves once all is written that is being written now. */
	written(): Promise<void>;
	/** What was set aside at this visit and before. */
	setAside(): Promise<SetAside[]>;
	/** Sets a record aside that has its shape and cannot be used all the same. */
	putAside(place: CollectionName, key: string, why: string): Promise<void>;
	dropAside(record: SetAside): Promise<void>;
	/** How much is kept of each kind. @throws where the browser cannot read it */
	measured(): Promise<MeasuredCollection[]>;
	/** Deletes all that is kept. @throws where that fails; all is then as it was */
	clear(): Promise<void>;
}

export interface RecordHearers {
	/** A record was set aside just now. */
	onaside(record: SetAside): void;
	/** A record is another now, or is gone. */
	onkept(place: CollectionName, key: Key): void;
}

export interface StorageHearers extends RecordHearers {
	/** Is told, once of each, what is wrong with keeping. */
	say(sentence: string): void;
	/** What was kept may be gone: what the page has is to be kept anew. */
	onopened(): void;
}

/** The storage of this browser; what it cannot do is told, and done in memory. */
export function openStorage(hearers: StorageHearers): Storage {
	const { say, onopened } = hearers;
	return storageOver(
		new LastingCollections({ open: openBrowserCollections, say, onopened }),
		hearers
	);
}

/** It lasts as long as the page. */
export function memoryStorage(): Storage {
	return storageOver(memoryCollections(), { onaside: () => undefined, onkept: () => undefined });
}

export function storageOver(places: Collections, hearers: RecordHearers): Storage {
	const records = new CheckedRecords(places, hearers);
	const { list, get, put, drop } = records;
	const ofCase = async <T extends { workspace: string }>(of: Promise<T[]>, workspace: string) =>
		(await of).filter((record) => record.workspace === workspace);
	return {
		sources: async () =>
			(await list('sources', schemas.keptSource)).sort((a, b) => a.order - b.order),
		keepSource: (source) => put('sources', source.key, source),
		dropSource: (key) => drop('sources', key),
		investigation: (workspace) => get('investigations', workspace, schemas.keptInvestigation),
		changeInvestigation: (workspace, to) =>
			records.change('investigations', workspace, (before) => {
				const checked = v.safeParse(schemas.keptInvestigation, before);
				return to(checked.success ? checked.output : null);
			}),
		deeper: async () => byTime(await list('deeper', schemas.deferred)),
		keepDeferred: (deferred) => put('deeper', deferred.id, deferred),
		changeDeferred: (id, change) =>
			records.change('deeper', id, (before) =>
				before === undefined ? undefined : { ...before, ...change }
			),
		dropDeferred: (id) => drop('deeper', id),
		categories: (workspace) => ofCase(list('categories', schemas.keptCategory), workspace),
		keepCategory: (category) => put('categories', [category.workspace, category.alertId], category),
		dropCategory: (workspace, alertId) => drop('categories', [workspace, alertId]),
		pins: async (workspace) => byTime(await ofCase(list('pins', schemas.pin), workspace)),
		keepPin: (pin) => put('pins', pin.id, pin),
		dropPin: (id) => drop('pins', id),
		questions: async (workspace) =>
			(await ofCase(list('questions', schemas.keptQuestion), workspace)).sort(
				(a, b) => a.order - b.order
			),
		keepQuestion: (question) => put('questions', question.id, question),
		dropQuestion: (id) => drop('questions', id),
		setting: (name, as) => records.setting(name, as),
		keepSetting: (name, value) => put('settings', name, value),
		written: () => records.written(),
		measured: () =>
			Promise.all(collectionNames.map(async (name) => measured(name, await places.all(name)))),
		clear: async () => {
			await records.written();
			await places.clear();
		},
		setAside: async () => (await places.all('aside')).map(asideIn),
		putAside: (place, key, why) => records.putAside(place, key, why),
		dropAside: async ({ id, place, key, moved }) => {
			await places.drop('aside', id);
			if (!moved) await places.drop(place, key);
		}
	};
}

/** Records that are looked at before they are given to anybody. */
class CheckedRecords {
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

	readonly list = async <T>(
		place: CollectionName,
		schema: v.GenericSchema<unknown, T>
	): Promise<T[]> => {
		const good: T[] = [];
		for (const { key, value } of await this.#all(place)) {
			const checked = v.safeParse(schema, value);
			if (checked.success) good.push(checked.output);
			else await this.#aside(place, key, issueText(checked.issues[0]), value);
		}
		return good;
	};

	readonly get = async <T>(
		place: CollectionName,
		key: string,
		schema: v.GenericSchema<unknown, T>
	): Promise<T | null> => {
		const value = await this.#readable(place, key);
		if (value === undefined) return null;
		const checked = v.safeParse(schema, value);
		if (checked.success) return checked.output;
		await this.#aside(place, key, issueText(checked.issues[0]), value);
		return null;
	};

	readonly put = (place: CollectionName, key: Key, value: unknown): Promise<void> =>
		this.change(place, key, () => value);

	readonly drop = (place: CollectionName, key: Key): Promise<void> =>
		this.#told(place, key, this.#places.drop(place, key));

	change(place: CollectionName, key: Key, to: (before: unknown) => unknown): Promise<void> {
		return this.#told(place, key, this.#places.change(place, key, to));
	}

	async #told(place: CollectionName, key: Key, write: Promise<void>): Promise<void> {
		this.#pending.add(write);
		try {
			await write;
			this.#hearers.onkept(place, key);
		} finally {
			this.#pending.delete(write);
		}
	}

	async setting<T>(name: string, as: (value: unknown) => T): Promise<T | null> {
		const value = await this.#readable('settings', name);
		if (value === undefined) return null;
		try {
			return as(value);
		} catch (error) {
			await this.#aside('settings', name, messageOf(error), value);
			return null;
		}
	}

	async putAside(place: CollectionName, key: string, why: string): Promise<void> {
		const value = await this.#readable(place, key);
		if (value !== undefined) await this.#aside(place, key, why, value);
	}

	/** Where not all can be read at once, those that can, one by one. */
	async #all(place: CollectionName): Promise<Kept[]> {
		try {
			return await this.#places.all(place);
		} catch (cause) {
			return this.#oneByOne(place, cause);
		}
	}

	async #oneByOne(place: CollectionName, cause: unknown): Promise<Kept[]> {
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
	async #readable(place: CollectionName, key: Key): Promise<unknown> {
		try {
			return await this.#places.get(place, key);
		} catch (error) {
			this.#hearers.onaside(asideOf(place, key, `the browser cannot read it: ${messageOf(error)}`));
			return undefined;
		}
	}

	/** Where it cannot be moved it stays, and is told all the same. */
	async #aside(place: CollectionName, key: Key, why: string, value: unknown): Promise<void> {
		const record = { ...asideOf(place, key, why, value), moved: true };
		const moved = await this.#places.setAside(place, key, { key: record.id, value: record }).then(
			() => true,
			() => false
		);
		this.#hearers.onaside({ ...record, moved });
	}
}

function asideOf(place: CollectionName, key: Key, why: string, value?: unknown): SetAside {
	const at = new Date().toISOString();
	return { id: crypto.randomUUID(), place, key, at, why, value, moved: false };
}

/** What was set aside may itself be anything. */
function asideIn({ key, value }: Kept): SetAside {
	const checked = v.safeParse(setAsideSchema, value);
	if (checked.success) return checked.output;
	const why = `it is no record that was set aside: ${issueText(checked.issues[0])}`;
	return { ...asideOf('aside', key, why, value), id: keyText(key), moved: true };
}

function issueText(issue: v.BaseIssue<unknown>): string {
	const what = v.getDotPath(issue) ?? 'it';
	if (issue.received === 'undefined') return `not as it is kept: ${what} is missing`;
	return `not as it is kept: ${what} is ${issue.received}, where ${issue.expected ?? issue.message} should be`;
}

function byTime<T extends { at: string }>(entries: readonly T[]): T[] {
	return [...entries].sort((a, b) => (a.at < b.at ? -1 : 1));
}
