import { incidentNamed } from '#datasets/incidents/index.ts';
import type { Connection } from '#engine/engine.ts';
import { loadOwnColumns, loadSource } from '#engine/load-source.ts';
import { settle } from '#engine/settle.ts';
import type { Origin } from '#engine/load.ts';
import { defaultSettings, type ImportSettings } from '#intake/import-settings.ts';
import type { ReadHandlers } from '#intake/read-bytes.ts';
import { eventTablesOf, type Receipt } from '#intake/receipt.ts';
import { incidentFile } from './incident-files.ts';
import { readFile } from './read.ts';

/** A file to load, and how. */
interface Exhibit {
	path: string;
	settings: ImportSettings;
	origin: Origin;
}

/** What was loaded, and the alert that an incident begins with; null for files of one's own. */
export interface Evidence {
	receipts: Receipt[];
	alertId: string | null;
}

/** @param names tables that will be read; a source whose name is among them is kept in its own columns too */
export async function loadFiles(
	connection: Connection,
	paths: readonly string[],
	settings: ImportSettings,
	names: readonly string[]
): Promise<Evidence> {
	const exhibits = paths.map((path) => ({ path, settings, origin: null }));
	return { receipts: await load(connection, exhibits, names), alertId: null };
}

/** @param names as of `loadFiles` */
export async function loadIncident(
	connection: Connection,
	name: string,
	names: readonly string[]
): Promise<Evidence> {
	const incident = incidentNamed(name);
	const exhibits = incident.sources.map(({ file, settings, origin }) => ({
		path: incidentFile(incident, file),
		settings: { ...defaultSettings, ...settings },
		origin
	}));
	const receipts = await load(connection, exhibits, names);
	const source = incident.sources.findIndex(({ file }) => file === incident.alert.source);
	const alertId = `${receipts[source]!.source_id}-${incident.alert.record}`;
	return { receipts, alertId };
}

async function load(
	connection: Connection,
	exhibits: readonly Exhibit[],
	names: readonly string[]
): Promise<Receipt[]> {
	const receipts: Receipt[] = [];
	const taken = new Set<string>();
	for (const { path, settings, origin } of exhibits) {
		const readWith = (native: boolean) => (handlers: ReadHandlers) =>
			readFile(path, { ...settings, native }, handlers);
		const read = readWith(settings.native);
		const { receipt, view } = await loadSource(connection, read, { origin, taken });
		receipts.push(receipt);
		if (view === null) continue;
		taken.add(view.name);
		if (!view.whole && names.includes(view.name))
			await loadOwnColumns(connection, readWith(true), view.name, {});
	}
	await settle(connection, eventTablesOf(receipts));
	return receipts;
}
