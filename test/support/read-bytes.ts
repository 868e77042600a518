import type { Batch } from '#tables/batch.ts';
import { rowObjects, type RowObject } from '#tables/row-objects.ts';
import { identify } from '#intake/bytes/identify.ts';
import { defaultSettings, type ImportSettings } from '#intake/record/import-settings.ts';
import { readSource } from '#intake/record/read-source.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { headOf, recognise } from '#intake/reading/recognise.ts';
import type { Chosen } from '#intake/record/chosen.ts';
import { openSource, type Identity, type Opened } from '#intake/bytes/source.ts';
import { memoryBytes } from './memory-bytes.ts';

/** "Now" of all tests that read samples, so that a missing year is the same in every year. */
export const TEST_NOW = Date.UTC(2026, 0, 1);

export interface ReadOptions {
	name?: string;
	settings?: Partial<ImportSettings>;
	/** When the file was last written, ISO 8601. */
	modified?: string;
}

export interface ReadResult {
	receipt: Receipt;
	/** All rows in the order of their records, each with the name of its table. */
	rows: RowObject[];
}

export interface OpenedBytes {
	source: Opened;
	identity: Identity;
	chosen: Chosen;
}

/** Opens bytes and chooses the format that reads them. */
export async function openBytes(
	given: Uint8Array,
	options: ReadOptions = {}
): Promise<OpenedBytes> {
	const modified = options.modified === undefined ? null : Date.parse(options.modified);
	const bytes = memoryBytes(given, options.name, modified);
	const source = await openSource(bytes, TEST_NOW);
	const chosen = recognise(headOf(source.head, source.headIsWhole), options.settings?.as ?? null);
	return { source, identity: await identify(bytes), chosen };
}

/** Reads bytes from the first to the last, as an import does. */
export async function readBytes(bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadResult> {
	return readOpened(await openBytes(bytes, options), options);
}

export async function readOpened(
	opened: OpenedBytes,
	options: ReadOptions = {}
): Promise<ReadResult> {
	const rows: RowObject[] = [];
	const settings = { ...defaultSettings, ...options.settings };
	const onBatch = (batch: Batch) => {
		for (const row of rowObjects(batch)) rows.push({ table: batch.table, ...row });
	};
	const onRestart = () => void (rows.length = 0);
	const receipt = await readSource({ ...opened, settings, onBatch, onRestart });
	return { receipt, rows: rows.sort(byRecord) };
}

/** Of one record, the event row stands before the native one: the sort is stable. */
function byRecord(a: RowObject, b: RowObject): number {
	return (a.record as number) - (b.record as number);
}
