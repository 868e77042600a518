import { describe, expect, it } from 'vitest';
import { rowObjects, type RowObject } from '#arrow/row-objects.ts';
import { formatNamed } from '#datasets/index.ts';
import { factsOf, defaultSettings } from '#intake/read-source.ts';
import { receiptOf, summed, type Account } from '#intake/account.ts';
import { readPart } from '#intake/read-part.ts';
import { headOf } from '#intake/recognise.ts';
import { Writers } from '#intake/writers.ts';
import { isGzip } from './support/gzip.ts';
import { memoryBytes } from './support/memory-bytes.ts';
import { openBytes, readOpened } from './support/read-bytes.ts';
import { allSamples, optionsOf, type Sample } from './support/samples.ts';

function headLength({ format, bytes }: Sample): number | null {
	return (
		formatNamed(format).parts?.(headOf(bytes.subarray(0, 65_536), bytes.length <= 65_536)) ?? null
	);
}

/** Samples that promise that they can be read in parts; where a year is given, none is. */
const samples = allSamples().filter(
	(sample) =>
		!isGzip(sample.bytes) && !sample.expected?.settings?.year && headLength(sample) !== null
);

interface InParts {
	rows: RowObject[];
	accounts: Account[];
	turned: boolean;
}

async function readInParts(sample: Sample, size: number): Promise<InParts> {
	const options = optionsOf(sample);
	const { source } = await openBytes(sample.bytes, options);
	const bytes = memoryBytes(sample.bytes, options.name);
	const head = sample.bytes.slice(0, headLength(sample)!);
	const settings = { ...defaultSettings, ...options.settings, native: false };
	const { sourceId, latest } = source;
	const result: InParts = { rows: [], accounts: [], turned: false };
	let before = 0;
	const writers = new Writers(sourceId);
	for (let from = head.length; from < sample.bytes.length; from += size) {
		const part = { sourceId, latest, format: sample.format, settings, head, from, to: from + size };
		const read = await readPart(part, bytes, writers);
		result.turned ||= read.turned;
		for (const batch of read.take(before))
			for (const row of rowObjects(batch)) result.rows.push({ table: batch.table, ...row });
		result.accounts.push(read.account());
		before += read.records;
	}
	return result;
}

/** A row without what it has not: each part has those native columns alone that its records have. */
function filled(row: RowObject): RowObject {
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}

describe.each(samples)('the sample $file of $format', (sample) => {
	it.each([40, 333, 4096])('gives the same in parts of %i bytes', async (size) => {
		const options = optionsOf(sample);
		const settings = { ...defaultSettings, ...options.settings, native: false };
		const { source, chosen } = await openBytes(sample.bytes, options);
		const whole = await readOpened(source, chosen, { ...options, settings });
		const parts = await readInParts(sample, size);
		if (parts.turned) return;
		const receipt = receiptOf(
			factsOf({ source, chosen, settings }, whole.receipt.own_columns),
			summed(parts.accounts)
		);
		const sorted = parts.rows.sort((a, b) => (a.record as number) - (b.record as number));
		expect(sorted.map(filled)).toEqual(whole.rows.map(filled));
		expect({ ...receipt, native_columns: [] }).toEqual({ ...whole.receipt, native_columns: [] });
	});
});
