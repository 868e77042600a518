import { incidentNamed } from '#datasets/incidents/index.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import { loadOwnColumns, loadSource, type Read } from '#engine/store/load-source.ts';
import { copyNotes } from '#engine/derived/copies.ts';
import { refreshDerived } from '#engine/derived/refresh-derived.ts';
import type { SourceOrigin, OwnView } from '#engine/store/load.ts';
import { defaultSettings, type ImportSettings } from '#intake/record/import-settings.ts';
import { eventTablesOf, type Receipt } from '#intake/record/receipt.ts';
import { Failure } from '#lib/failure.ts';
import { incidentFile } from './incident-files.ts';
import { readFile } from './read.ts';

/** A file to load, and how. */
interface SourceFile {
	path: string;
	settings: ImportSettings;
	origin: SourceOrigin;
}

/** What was loaded, and the alert that an incident begins with; null for files of one's own. */
export interface Evidence {
	receipts: Receipt[];
	alertId: string | null;
	/** Names under which the sources can be asked in their own columns. */
	views: string[];
	/** Sentences on files that were not taken. */
	notes: string[];
}

/**
 * @param settings how a file is to be read
 * @param names tables that will be read; a source whose name is among them is kept in its own columns too
 */
export async function loadFiles(
	connection: Connection,
	paths: readonly string[],
	settings: (path: string) => ImportSettings,
	names: readonly string[]
): Promise<Evidence> {
	const files = paths.map((path) => ({
		path,
		settings: settings(path),
		origin: null
	}));
	return { ...(await load(connection, files, names)), alertId: null };
}

/** @param names as of `loadFiles` */
export async function loadIncident(
	connection: Connection,
	name: string,
	names: readonly string[]
): Promise<Evidence> {
	const incident = incidentNamed(name);
	const files = incident.sources.map(({ file, settings, origin }) => ({
		path: incidentFile(incident, file),
		settings: { ...defaultSettings, ...settings },
		origin
	}));
	const loaded = await load(connection, files, names);
	const source = incident.sources.findIndex(({ file }) => file === incident.alert.source);
	const alertId = `${loaded.receipts[source]!.source_id}-${incident.alert.record}`;
	return { ...loaded, alertId };
}

async function load(
	connection: Connection,
	files: readonly SourceFile[],
	names: readonly string[]
): Promise<Omit<Evidence, 'alertId'>> {
	const shelf = new Shelf(connection, names);
	for (const file of files) await shelf.take(file);
	const { receipts, notes } = shelf;
	await refreshDerived(connection, eventTablesOf(receipts));
	const copied = await copyNotes(connection);
	const said = copied.map(({ sourceId, sentence }) => `${nameOf(receipts, sourceId)}: ${sentence}`);
	return { receipts, views: shelf.views, notes: [...notes, ...said] };
}

function nameOf(receipts: readonly Receipt[], sourceId: string): string {
	return receipts.find(({ source_id }) => source_id === sourceId)!.source;
}

/** The sources that were loaded, each bytes once: twice would count every event twice. */
class Shelf {
	readonly receipts: Receipt[] = [];
	readonly notes: string[] = [];
	readonly #connection: Connection;
	readonly #names: readonly string[];
	readonly #views = new Set<string>();
	/** Paths by the hash of what they hold. */
	readonly #paths = new Map<string, string>();

	constructor(connection: Connection, names: readonly string[]) {
		this.#connection = connection;
		this.#names = names;
	}

	get views(): string[] {
		return [...this.#views];
	}

	async take(file: SourceFile): Promise<void> {
		let twin: string | undefined;
		const read = this.#readWith(file, file.settings.native, (path) => (twin = path));
		try {
			const options = { origin: file.origin, taken: this.#views };
			const { receipt, view } = await loadSource(this.#connection, read, options);
			this.receipts.push(receipt);
			if (view !== null) await this.#takeView(file, view);
		} catch (error) {
			if (twin === undefined) throw error;
			this.notes.push(`${file.path} was not taken: it has the same bytes as ${twin}`);
		}
	}

	async #takeView(file: SourceFile, { name, whole }: OwnView): Promise<void> {
		this.#views.add(name);
		if (whole || !this.#names.includes(name)) return;
		await loadOwnColumns(this.#connection, this.#readWith(file, true), name, {});
	}

	/** @param onTwin hears the path of the same bytes, where they are loaded already; the reading then ends */
	#readWith(
		{ path, settings }: SourceFile,
		native: boolean,
		onTwin?: (path: string) => void
	): Read {
		return (handlers) =>
			readFile(
				path,
				{ ...settings, native },
				{
					...handlers,
					onOpened: (identity) => {
						const twin = this.#paths.get(identity.sha256);
						if (onTwin !== undefined && twin !== undefined) {
							onTwin(twin);
							throw new Failure('usage', 'the same bytes are loaded already');
						}
						this.#paths.set(identity.sha256, path);
						return handlers.onOpened(identity);
					}
				}
			);
	}
}
