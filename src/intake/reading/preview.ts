import type { Batch } from '#tables/batch.ts';
import { rowObjects, type RowObject } from '#tables/row-objects.ts';
import type { SampledColumn } from '#datasets/mapping/propose.ts';
import { blobBytes } from '../bytes/blob-bytes.ts';
import { identify } from '../bytes/identify.ts';
import { headOf, recognise } from './recognise.ts';
import { readSource } from '../record/read-source.ts';
import type { ReadRequest } from '../record/read-request.ts';
import type { Receipt, Reject } from '../record/receipt.ts';
import { openSource } from '../bytes/source.ts';

/** What the beginning of a source would be read as. */
export interface Preview {
	/** Name of the format. */
	format: string;
	/** Whether a mapping changes how it is read. */
	mappable: boolean;
	/** The source's own columns, with some of their values; none, and no rows, where it is not mappable. */
	columns: SampledColumn[];
	/** The first event rows. */
	rows: RowObject[];
	/** The first records that would become none. */
	rejects: Reject[];
	/** What was assumed of the records, and what of them was not understood. */
	notes: string[];
}

/** Bytes that are looked at, as given. */
const HEAD_BYTES = 65_536;
const MOST_ROWS = 10;
const MOST_VALUES = 50;

/** Reads the beginning of a source as `settings` say, and shows what comes of it. */
export async function preview({
	blob,
	name,
	settings,
	now
}: Omit<ReadRequest, 'modified'>): Promise<Preview> {
	const bytes = blobBytes(blob.slice(0, HEAD_BYTES), name, null);
	const source = await openSource(bytes, now);
	const chosen = recognise(headOf(source.head, source.headIsWhole), settings.as);
	const format = chosen.format.name;
	// Every dropped file is asked about: what a mapping would not change need not be read for it.
	if (chosen.format.mappable !== true)
		return { format, mappable: false, columns: [], rows: [], rejects: [], notes: [] };
	const rows: RowObject[] = [];
	const native: RowObject[] = [];
	const take = (batch: Batch) => {
		const into = batch.table === 'native' ? native : rows;
		into.push(...rowObjects(batch));
	};
	const receipt = await readSource({
		source,
		identity: await identify(bytes),
		chosen,
		settings: { ...settings, native: true },
		onBatch: take
	});
	return {
		format,
		mappable: true,
		columns: columnsOf(receipt, native),
		rows: rows.slice(0, MOST_ROWS),
		rejects: rejectsOf(receipt, blob.size > HEAD_BYTES).slice(0, MOST_ROWS),
		notes: receipt.notes.slice(0, MOST_ROWS)
	};
}

function columnsOf({ native_columns }: Receipt, rows: readonly RowObject[]): SampledColumn[] {
	return native_columns.map(({ path }) => {
		const name = path.join('.');
		const values = rows.map((row) => row[name] ?? null).filter((value) => value !== null);
		return { name, values: values.slice(0, MOST_VALUES).map(String) };
	});
}

/** The last record is no fault of the source where the beginning ends within it. */
function rejectsOf({ rejects, records }: Receipt, isCut: boolean): Reject[] {
	return isCut ? rejects.filter(({ record }) => record < records) : rejects;
}
