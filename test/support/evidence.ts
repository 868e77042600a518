import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Incident } from '#datasets/incidents/incident.ts';
import type { Connection, Engine } from '#engine/duckdb/engine.ts';
import { loadSource } from '#engine/store/load-source.ts';
import { openNativeEngine } from '#engine/duckdb/node.ts';
import { schemaStatements } from '#engine/store/schema.ts';
import { refreshDerived } from '#engine/store/refresh-derived.ts';
import { readBytes } from '#intake/record/read-bytes.ts';
import { defaultSettings, type ImportSettings } from '#intake/record/import-settings.ts';
import { eventTablesOf, type Receipt } from '#intake/record/receipt.ts';
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
	const bytes = memoryBytes(typeof text === 'string' ? bytesOf(text) : text, name);
	const read = (handlers: Parameters<typeof readBytes>[3]) =>
		readBytes(bytes, { ...defaultSettings, ...settings }, Date.UTC(2007, 0, 20), handlers);
	const { receipt } = await loadSource(connection, read, { origin: null, taken: taken(name) });
	await refreshDerived(connection, eventTablesOf([receipt]));
	return receipt;
}

/** Reads all sources of an incident but those that `leaveOut` names; the id of its alert. */
export async function loadIncident(
	connection: Connection,
	incident: Incident,
	leaveOut: readonly string[] = []
): Promise<string> {
	let alertId = '';
	for (const { file, settings } of incident.sources) {
		if (leaveOut.some((name) => file.endsWith(name))) continue;
		const bytes = new Uint8Array(readFileSync(join(incidentsFolder, incident.name, file)));
		const receipt = await loadText(connection, file, bytes, settings);
		if (file === incident.alert.source) alertId = `${receipt.source_id}-${incident.alert.record}`;
	}
	return alertId;
}
