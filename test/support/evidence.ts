import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Incident } from '#datasets/incidents/incident.ts';
import type { Connection, Engine } from '#engine/duckdb/engine.ts';
import { loadSource, type Loaded } from '#engine/store/load-source.ts';
import { removeEverySource, removeSource, viewsOfSources } from '#engine/store/load.ts';
import { openNativeEngine } from '#engine/duckdb/node.ts';
import { schemaStatements } from '#engine/store/schema.ts';
import { refreshDerived } from '#engine/derived/refresh-derived.ts';
import { readBytes } from '#intake/reading/read-bytes.ts';
import { defaultSettings, type ImportSettings } from '#intake/record/import-settings.ts';
import { eventTablesOf, type Receipt } from '#intake/record/receipt.ts';
import { once } from '#lib/once.ts';
import { bytesOf } from '#lib/bytes.ts';
import { incidentsFolder } from './incident-files.ts';
import { memoryBytes } from './memory-bytes.ts';

export interface Bench {
	engine: Engine;
	connection: Connection;
}

/** An empty database with the event tables and macros. */
export async function emptyBench(): Promise<Bench> {
	const engine = await openNativeEngine();
	const connection = await engine.connect();
	for (const statement of schemaStatements()) await connection.query(statement);
	return { engine, connection };
}

/** Takes everything out of a database again, which costs a fraction of a new one. */
export async function emptied({ connection }: Bench): Promise<void> {
	const views = [...(await viewsOfSources(connection)).values()].flatMap((view) => view ?? []);
	await removeEverySource(connection, views);
}

const names = new Set<string>();

/** Sources of one name would share a view: all names so far count as taken. */
function taken(name: string): ReadonlySet<string> {
	const before = new Set(names);
	names.add(name);
	return before;
}

/** Reads a text as a file of that name would be read. */
export async function loadText(
	connection: Connection,
	name: string,
	text: string | Uint8Array,
	settings: Partial<ImportSettings> = {}
): Promise<Receipt> {
	const [receipt] = await loadTexts(connection, [[name, text]], settings);
	return receipt!;
}

/** A file by its name, and what is in it. */
export type NamedText = readonly [name: string, text: string | Uint8Array];

/** As that of several at once, where nothing is asked in between: what is derived from rows is derived once. */
export async function loadTexts(
	connection: Connection,
	files: readonly NamedText[],
	settings: Partial<ImportSettings> = {}
): Promise<Receipt[]> {
	return (await loadAll(connection, files, settings)).map(({ receipt }) => receipt);
}

async function loadAll(
	connection: Connection,
	files: readonly NamedText[],
	settings: Partial<ImportSettings>
): Promise<Loaded[]> {
	const all: Loaded[] = [];
	for (const [name, text] of files) all.push(await loadRows(connection, name, text, settings));
	await refreshDerived(connection, eventTablesOf(all.map(({ receipt }) => receipt)));
	return all;
}

/** What `ask` finds while some files are loaded besides what there is; then they are gone again. */
export async function besides<T>(
	connection: Connection,
	files: readonly NamedText[],
	ask: (receipts: readonly Receipt[]) => Promise<T>,
	settings: Partial<ImportSettings> = {}
): Promise<T> {
	const all = await loadAll(connection, files, settings);
	const receipts = all.map(({ receipt }) => receipt);
	try {
		return await ask(receipts);
	} finally {
		for (const { receipt, view } of all)
			await removeSource(connection, receipt.source_id, view?.name ?? null);
		await refreshDerived(connection, eventTablesOf(receipts));
	}
}

/** As those, without what is derived from the rows. */
async function loadRows(
	connection: Connection,
	name: string,
	text: string | Uint8Array,
	settings: Partial<ImportSettings>
): Promise<Loaded> {
	const bytes = memoryBytes(typeof text === 'string' ? bytesOf(text) : text, name);
	const read = (handlers: Parameters<typeof readBytes>[3]) =>
		readBytes(bytes, { ...defaultSettings, ...settings }, Date.UTC(2007, 0, 20), handlers);
	return loadSource(connection, read, { origin: null, taken: taken(name) });
}

const loaded = new Map<string, Promise<{ engine: Engine; alertId: string }>>();

/**
 * A connection of one's own to a database with an incident in it, and the id of its alert. All who ask for the same
 * have one database, which is open as long as the process and which nobody is given to close: nothing may be changed
 * in it but what is rolled back.
 */
export async function incidentBench(
	incident: Incident,
	leaveOut: readonly string[] = []
): Promise<{ connection: Connection; alertId: string }> {
	const key = [incident.name, ...leaveOut].join(' ');
	const { engine, alertId } = await once(loaded, key, () => filledWith(incident, leaveOut));
	return { alertId, connection: await engine.connect() };
}

async function filledWith(incident: Incident, leaveOut: readonly string[]) {
	const { engine, connection } = await emptyBench();
	return { engine, alertId: await loadIncident(connection, incident, leaveOut) };
}

/** Reads all sources of an incident but those that `leaveOut` names; the id of its alert. */
export async function loadIncident(
	connection: Connection,
	incident: Incident,
	leaveOut: readonly string[] = []
): Promise<string> {
	let alertId = '';
	const receipts: Receipt[] = [];
	for (const { file, settings } of incident.sources) {
		if (leaveOut.some((name) => file.endsWith(name))) continue;
		const bytes = new Uint8Array(readFileSync(join(incidentsFolder, incident.name, file)));
		const { receipt } = await loadRows(connection, file, bytes, settings);
		receipts.push(receipt);
		if (file === incident.alert.source) alertId = `${receipt.source_id}-${incident.alert.record}`;
	}
	await refreshDerived(connection, eventTablesOf(receipts));
	return alertId;
}
