import { incidentNamed } from '#datasets/incidents/index.ts';
import type { Connection } from '#engine/engine.ts';
import { loadSource } from '#engine/load-source.ts';
import { settle } from '#engine/settle.ts';
import type { Origin } from '#engine/load.ts';
import { defaultSettings, type ImportSettings } from '#intake/read-source.ts';
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

export async function loadFiles(
	connection: Connection,
	paths: readonly string[],
	settings: ImportSettings
): Promise<Evidence> {
	const exhibits = paths.map((path) => ({ path, settings, origin: null }));
	return { receipts: await load(connection, exhibits), alertId: null };
}

export async function loadIncident(connection: Connection, name: string): Promise<Evidence> {
	const incident = incidentNamed(name);
	const exhibits = incident.sources.map(({ file, settings, origin }) => ({
		path: incidentFile(incident, file),
		settings: { ...defaultSettings, ...settings, native: true },
		origin
	}));
	const receipts = await load(connection, exhibits);
	const source = incident.sources.findIndex(({ file }) => file === incident.alert.source);
	const alertId = `${receipts[source]!.source_id}-${incident.alert.record}`;
	return { receipts, alertId };
}

async function load(connection: Connection, exhibits: readonly Exhibit[]): Promise<Receipt[]> {
	const receipts: Receipt[] = [];
	const taken = new Set<string>();
	for (const { path, settings, origin } of exhibits) {
		const read = (handlers: ReadHandlers) => readFile(path, settings, handlers);
		const { receipt, view } = await loadSource(connection, read, { origin, taken });
		receipts.push(receipt);
		if (view !== null) taken.add(view);
	}
	await settle(connection, eventTablesOf(receipts));
	return receipts;
}
