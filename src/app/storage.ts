import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { OwnView } from '#engine/load.ts';
import type { ImportSettings } from '#intake/import-settings.ts';
import type { Receipt } from '#intake/receipt.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import type { Deferred } from './workbench.ts';

/** A source as it was given, kept so that it is there again after a reload. */
export interface KeptSource {
	/** Stable over reloads. */
	key: string;
	/** Order in which it was added. */
	order: number;
	name: string;
	modified: number | null;
	/** Null where it is too large to be kept, and its rows are in the database on disk. */
	blob: Blob | null;
	settings: ImportSettings;
	/** Of its rows in the database on disk, and the name that they have there; null where there are none. */
	receipt: Receipt | null;
	view: OwnView | null;
}

/** Where an investigation stood: one for each incident, one for the analyst's own files. */
export interface KeptInvestigation {
	/** Name of the incident; `own` for the analyst's own files. */
	workspace: string;
	recipeText: string;
	/** As it was opened, before edits. */
	openedText: string;
	values: Record<string, string>;
	alertId: string | null;
}

interface Schema extends DBSchema {
	sources: { key: string; value: KeptSource };
	investigations: { key: string; value: KeptInvestigation };
	deeper: { key: string; value: Deferred };
	settings: { key: string; value: unknown };
}

/** Everything that survives a reload, in the browser's own database of this origin. */
export interface Storage {
	sources(): Promise<KeptSource[]>;
	keepSource(source: KeptSource): Promise<void>;
	dropSource(key: string): Promise<void>;
	investigation(workspace: string): Promise<KeptInvestigation | null>;
	keepInvestigation(investigation: KeptInvestigation): Promise<void>;
	deeper(): Promise<Deferred[]>;
	keepDeferred(deferred: Deferred): Promise<void>;
	dropDeferred(id: string): Promise<void>;
	setting(name: string): Promise<unknown>;
	keepSetting(name: string, value: unknown): Promise<void>;
}

const DATABASE = 'lookdeeper';

/** @throws `storage failed` where the browser offers none (a private window, say). */
export async function openStorage(): Promise<Storage> {
	try {
		return storageOver(await openDB<Schema>(DATABASE, 1, { upgrade }));
	} catch (cause) {
		throw new Failure('storage failed', messageOf(cause), { cause });
	}
}

function upgrade(db: IDBPDatabase<Schema>): void {
	db.createObjectStore('sources', { keyPath: 'key' });
	db.createObjectStore('investigations', { keyPath: 'workspace' });
	db.createObjectStore('deeper', { keyPath: 'id' });
	db.createObjectStore('settings');
}

function storageOver(db: IDBPDatabase<Schema>): Storage {
	return {
		sources: async () => (await db.getAll('sources')).sort((a, b) => a.order - b.order),
		keepSource: async (source) => void (await db.put('sources', source)),
		dropSource: (key) => db.delete('sources', key),
		investigation: async (workspace) => (await db.get('investigations', workspace)) ?? null,
		keepInvestigation: async (investigation) =>
			void (await db.put('investigations', investigation)),
		deeper: async () => (await db.getAll('deeper')).sort((a, b) => (a.at < b.at ? -1 : 1)),
		keepDeferred: async (deferred) => void (await db.put('deeper', deferred)),
		dropDeferred: (id) => db.delete('deeper', id),
		setting: (name) => db.get('settings', name),
		keepSetting: async (name, value) => void (await db.put('settings', value, name))
	};
}

/** What serves where the browser keeps nothing: it lasts as long as the page. */
export function memoryStorage(): Storage {
	const sources = new Map<string, KeptSource>();
	const investigations = new Map<string, KeptInvestigation>();
	const deeper = new Map<string, Deferred>();
	const settings = new Map<string, unknown>();
	return {
		sources: async () => [...sources.values()],
		keepSource: async (source) => void sources.set(source.key, source),
		dropSource: async (key) => void sources.delete(key),
		investigation: async (workspace) => investigations.get(workspace) ?? null,
		keepInvestigation: async (kept) => void investigations.set(kept.workspace, kept),
		deeper: async () => [...deeper.values()],
		keepDeferred: async (deferred) => void deeper.set(deferred.id, deferred),
		dropDeferred: async (id) => void deeper.delete(id),
		setting: async (name) => settings.get(name),
		keepSetting: async (name, value) => void settings.set(name, value)
	};
}
