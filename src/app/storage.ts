import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { OwnView } from '#engine/load.ts';
import type { ImportSettings } from '#intake/import-settings.ts';
import type { Receipt } from '#intake/receipt.ts';
import type { CategoryName } from '#investigation/category.ts';
import type { Pin } from '#investigation/pin.ts';
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

/** The category that the analyst gave an alert of a workspace. */
export interface KeptCategory {
	workspace: string;
	alertId: string;
	name: CategoryName;
}

interface Schema extends DBSchema {
	sources: { key: string; value: KeptSource };
	investigations: { key: string; value: KeptInvestigation };
	deeper: { key: string; value: Deferred };
	settings: { key: string; value: unknown };
	categories: { key: [string, string]; value: KeptCategory; indexes: { workspace: string } };
	pins: { key: string; value: Pin; indexes: { workspace: string } };
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
	categories(workspace: string): Promise<KeptCategory[]>;
	keepCategory(category: KeptCategory): Promise<void>;
	dropCategory(workspace: string, alertId: string): Promise<void>;
	/** Of all alerts of a workspace, the oldest first. */
	pins(workspace: string): Promise<Pin[]>;
	keepPin(pin: Pin): Promise<void>;
	dropPin(id: string): Promise<void>;
	setting(name: string): Promise<unknown>;
	keepSetting(name: string, value: unknown): Promise<void>;
}

const DATABASE = 'lookdeeper';
const VERSION = 2;

/**
 * @throws `storage failed` where the browser offers none (a private window, say), or another tab holds fast to
 * the places of an older edition
 */
export async function openStorage(): Promise<Storage> {
	try {
		return storageOver(await openCurrent());
	} catch (cause) {
		throw new Failure('storage failed', messageOf(cause), { cause });
	}
}

/** An older edition in another tab would keep everybody waiting for as long as it is open. */
function openCurrent(): Promise<IDBPDatabase<Schema>> {
	return new Promise((resolve, reject) => {
		const blocked = () =>
			reject(
				new Error(
					'an older edition of this page is open in another tab; close it and load this one again'
				)
			);
		openDB<Schema>(DATABASE, VERSION, { upgrade, blocked }).then(resolve, reject);
	});
}

/** Each version adds to those before it: nothing that was kept is touched. */
function upgrade(db: IDBPDatabase<Schema>, from: number): void {
	if (from < 1) {
		db.createObjectStore('sources', { keyPath: 'key' });
		db.createObjectStore('investigations', { keyPath: 'workspace' });
		db.createObjectStore('deeper', { keyPath: 'id' });
		db.createObjectStore('settings');
	}
	if (from < 2) {
		db.createObjectStore('categories', { keyPath: ['workspace', 'alertId'] }).createIndex(
			'workspace',
			'workspace'
		);
		db.createObjectStore('pins', { keyPath: 'id' }).createIndex('workspace', 'workspace');
	}
}

function byTime<T extends { at: string }>(entries: readonly T[]): T[] {
	return [...entries].sort((a, b) => (a.at < b.at ? -1 : 1));
}

function storageOver(db: IDBPDatabase<Schema>): Storage {
	return {
		sources: async () => (await db.getAll('sources')).sort((a, b) => a.order - b.order),
		keepSource: async (source) => void (await db.put('sources', source)),
		dropSource: (key) => db.delete('sources', key),
		investigation: async (workspace) => (await db.get('investigations', workspace)) ?? null,
		keepInvestigation: async (investigation) =>
			void (await db.put('investigations', investigation)),
		deeper: async () => byTime(await db.getAll('deeper')),
		keepDeferred: async (deferred) => void (await db.put('deeper', deferred)),
		dropDeferred: (id) => db.delete('deeper', id),
		categories: (workspace) => db.getAllFromIndex('categories', 'workspace', workspace),
		keepCategory: async (category) => void (await db.put('categories', category)),
		dropCategory: (workspace, alertId) => db.delete('categories', [workspace, alertId]),
		pins: async (workspace) => byTime(await db.getAllFromIndex('pins', 'workspace', workspace)),
		keepPin: async (pin) => void (await db.put('pins', pin)),
		dropPin: (id) => db.delete('pins', id),
		setting: (name) => db.get('settings', name),
		keepSetting: async (name, value) => void (await db.put('settings', value, name))
	};
}

/** What serves where the browser keeps nothing: it lasts as long as the page. */
export function memoryStorage(): Storage {
	const sources = new Map<string, KeptSource>();
	const investigations = new Map<string, KeptInvestigation>();
	const deeper = new Map<string, Deferred>();
	const categories = new Map<string, KeptCategory>();
	const pins = new Map<string, Pin>();
	const settings = new Map<string, unknown>();
	const categoryKey = (workspace: string, alertId: string) => `${workspace} ${alertId}`;
	const ofWorkspace = <T extends { workspace: string }>(entries: Map<string, T>, name: string) =>
		[...entries.values()].filter(({ workspace }) => workspace === name);
	return {
		sources: async () => [...sources.values()],
		keepSource: async (source) => void sources.set(source.key, source),
		dropSource: async (key) => void sources.delete(key),
		investigation: async (workspace) => investigations.get(workspace) ?? null,
		keepInvestigation: async (kept) => void investigations.set(kept.workspace, kept),
		deeper: async () => [...deeper.values()],
		keepDeferred: async (deferred) => void deeper.set(deferred.id, deferred),
		dropDeferred: async (id) => void deeper.delete(id),
		categories: async (workspace) => ofWorkspace(categories, workspace),
		keepCategory: async (category) =>
			void categories.set(categoryKey(category.workspace, category.alertId), category),
		dropCategory: async (workspace, alertId) =>
			void categories.delete(categoryKey(workspace, alertId)),
		pins: async (workspace) => byTime(ofWorkspace(pins, workspace)),
		keepPin: async (pin) => void pins.set(pin.id, pin),
		dropPin: async (id) => void pins.delete(id),
		setting: async (name) => settings.get(name),
		keepSetting: async (name, value) => void settings.set(name, value)
	};
}
