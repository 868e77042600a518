import * as v from 'valibot';
import { openBrowserCollections } from './storage/browser-collections.ts';
import { asideIn, CheckedRecords, type RecordHearers } from './storage/checked-records.ts';
import type { Collection, Records } from './storage/collection.ts';
import type { KeptInvestigation, KeptSource } from './storage/kept.ts';
import { LastingCollections } from './storage/lasting-collections.ts';
import { caseOf, measured, type MeasuredCollection } from './storage/measured.ts';
import { memoryCollections } from './storage/memory-collections.ts';
import type { Collections } from './storage/collections.ts';
import {
	aside,
	investigations,
	ownCollections,
	settings,
	sources
} from './storage/own-collections.ts';
import type { SetAside } from './storage/set-aside.ts';

export type { KeptInvestigation, KeptSource } from './storage/kept.ts';

/**
 * Everything that survives a reload. What is read has the shape that it should have: a record of another is set
 * aside and told, and the others are given. Lists fail with `storage failed` where none of them can be read.
 */
export interface Storage {
	/** The records of a collection. */
	of<T>(collection: Collection<T>): Records<T>;
	/** Those of a case, in their order. */
	sources(workspace: string): Promise<KeptSource[]>;
	keepSource(source: KeptSource): Promise<void>;
	dropSource(key: string): Promise<void>;
	/** Null where none is kept, or what is cannot be used. */
	investigation(workspace: string): Promise<KeptInvestigation | null>;
	/** Puts another in the place of the one that is kept, in one step. */
	changeInvestigation(
		workspace: string,
		to: (kept: KeptInvestigation | null) => KeptInvestigation
	): Promise<void>;
	/** @param as makes a setting of what is kept, or throws what is wrong with it; null where there is none */
	setting<T>(name: string, as: (value: unknown) => T): Promise<T | null>;
	keepSetting(name: string, value: unknown): Promise<void>;
	/** Resolves once all is written that is being written now. */
	written(): Promise<void>;
	/** What was set aside at this visit and before. */
	setAside(): Promise<SetAside[]>;
	/** Sets a record aside that has its shape and cannot be used all the same. */
	putAside(collection: string, key: string, why: string): Promise<void>;
	dropAside(record: SetAside): Promise<void>;
	/** How much is kept of each kind. @throws where the browser cannot read it */
	measured(): Promise<MeasuredCollection[]>;
	/** Takes out every record of a case, of every kind. @throws where the browser cannot read what is kept */
	emptyCase(workspace: string): Promise<void>;
	/** Deletes all that is kept. @throws where that fails; all is then as it was */
	clear(): Promise<void>;
}

export interface StorageHearers extends RecordHearers {
	/** Is told, once of each, what is wrong with keeping. */
	say(sentence: string): void;
	/** What was kept may be gone: what the page has is to be kept anew. */
	onopened(): void;
}

/**
 * The storage of this browser; what it cannot do is told, and done in memory.
 * @param others than those that the page itself has
 */
export function openStorage(hearers: StorageHearers, others: readonly Collection[]): Storage {
	const { say, onopened } = hearers;
	const collections = [...ownCollections, ...others];
	const open = (onend: () => void) => openBrowserCollections(collections, onend);
	return storageOver(new LastingCollections({ open, say, onopened }), hearers, collections);
}

/** It lasts as long as the page. */
export function memoryStorage(): Storage {
	const deaf = { onaside: () => undefined, onkept: () => undefined };
	return storageOver(memoryCollections(), deaf);
}

export function storageOver(
	kept: Collections,
	hearers: RecordHearers,
	collections: readonly Collection[] = ownCollections
): Storage {
	const records = new CheckedRecords(kept, hearers);
	const files = records.of(sources);
	return {
		of: (collection) => records.of(collection),
		sources: (workspace) => files.ofCase(workspace),
		keepSource: (source) => files.keep(source),
		dropSource: (key) => files.drop(key),
		investigation: (workspace) => records.get(investigations, workspace),
		changeInvestigation: (workspace, to) =>
			records.change(investigations.name, workspace, (before) => {
				const checked = v.safeParse(investigations.schema, before);
				return to(checked.success ? checked.output : null);
			}),
		setting: (name, as) => records.setting(name, as),
		keepSetting: (name, value) => records.put(settings.name, name, value),
		written: () => records.written(),
		measured: () =>
			Promise.all(
				collections.map(async (collection) => measured(collection, await kept.all(collection.name)))
			),
		emptyCase: async (workspace) => {
			await records.written();
			for (const collection of collections)
				for (const { key, value } of await kept.all(collection.name))
					if (caseOf(collection, value) === workspace) await records.drop(collection.name, key);
		},
		clear: async () => {
			await records.written();
			await kept.clear();
		},
		setAside: async () => (await kept.all(aside.name)).map(asideIn),
		putAside: (collection, key, why) => records.putAside(collection, key, why),
		dropAside: async ({ id, place, key, moved }) => {
			await kept.drop(aside.name, id);
			if (!moved) await kept.drop(place, key);
		}
	};
}
