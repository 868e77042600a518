import { describe, expect, it } from 'vitest';
import { rowObjects, type RowObject } from '#tables/row-objects.ts';
import type { Cutter, Head, Parting } from '#datasets/format.ts';
import { lineCutter } from '#datasets/records/lines/line-cutter.ts';
import { formatNamed } from '#datasets/index.ts';
import { defaultSettings } from '#intake/record/import-settings.ts';
import { factsOf } from '#intake/record/read-source.ts';
import { receiptOf, summed, type Account } from '#intake/record/account.ts';
import { cutParts, type Cut } from '#intake/parallel/cut-parts.ts';
import { readPart } from '#intake/parallel/read-part.ts';
import { headOf } from '#intake/reading/recognise.ts';
import { Writers } from '#intake/record/writers.ts';
import { isGzip } from './support/gzip.ts';
import { memoryBytes } from './support/memory-bytes.ts';
import { openBytes, readOpened, type OpenedBytes } from './support/read-bytes.ts';
import { allSamples, optionsOf, type Sample } from './support/samples.ts';

function beginningOf({ bytes }: Sample): Head {
	return headOf(bytes.subarray(0, 65_536), bytes.length <= 65_536);
}

function partingOf(sample: Sample): Parting | null {
	return formatNamed(sample.format).parts?.(beginningOf(sample)) ?? null;
}

/** Samples that promise that they can be read in parts; where a year is given, none is. */
const samples = allSamples().filter(
	(sample) =>
		!isGzip(sample.bytes) && !sample.expected?.settings?.year && partingOf(sample) !== null
);
/** Of these the ones whose parts are sought from any place on. */
const lined = samples.filter((sample) => partingOf(sample)!.cutter === undefined);

interface InParts {
	rows: RowObject[];
	accounts: Account[];
	turned: boolean;
}

/** Parts of so many bytes, each of which has to find its first line. */
function* sought(sample: Sample, size: number): Generator<Cut> {
	const { head } = partingOf(sample)!;
	for (let from = head; from < sample.bytes.length; from += size)
		yield { from, to: from + size, isCut: from === head, bytes: null };
}

/** Parts of about so many bytes, cut behind a record. */
function cut(sample: Sample, size: number): AsyncGenerator<Cut> {
	const { head, cutter } = partingOf(sample)!;
	const own: Cutter = cutter?.(beginningOf(sample)) ?? lineCutter;
	return cutParts(memoryBytes(sample.bytes).stream(), own, head, () => size);
}

async function readInParts(
	sample: Sample,
	{ source, identity }: OpenedBytes,
	cuts: Iterable<Cut> | AsyncIterable<Cut>
): Promise<InParts> {
	const options = optionsOf(sample);
	const bytes = memoryBytes(sample.bytes, options.name);
	const { latest, compression } = source;
	const common = {
		latest,
		compression,
		format: sample.format,
		settings: { ...defaultSettings, ...options.settings, native: false },
		head: sample.bytes.slice(0, partingOf(sample)!.head)
	};
	const result: InParts = { rows: [], accounts: [], turned: false };
	let before = 0;
	const writers = new Writers();
	for await (const each of cuts) {
		const read = await readPart({ ...common, ...each }, bytes, writers);
		result.turned ||= read.turned;
		for (const batch of read.take({ ...identity, before }))
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

async function expectTheSame(
	sample: Sample,
	cuts: Iterable<Cut> | AsyncIterable<Cut>
): Promise<void> {
	const options = optionsOf(sample);
	const settings = { ...defaultSettings, ...options.settings, native: false };
	const opened = await openBytes(sample.bytes, options);
	const whole = await readOpened(opened, { ...options, settings });
	const parts = await readInParts(sample, opened, cuts);
	if (parts.turned) return;
	const facts = factsOf({ ...opened, settings }, whole.receipt.own_columns);
	const receipt = receiptOf(facts, opened.identity, summed(parts.accounts));
	const sorted = parts.rows.sort((a, b) => (a.record as number) - (b.record as number));
	expect(sorted.map(filled)).toEqual(whole.rows.map(filled));
	expect({ ...receipt, native_columns: [] }).toEqual({ ...whole.receipt, native_columns: [] });
}

describe.each(lined)('the sample $file of $format', (sample) => {
	it.each([40, 333, 4096])('gives the same in parts of %i bytes', (size) =>
		expectTheSame(sample, sought(sample, size))
	);
});

describe.each(samples)('the sample $file of $format', (sample) => {
	it.each([40, 333, 4096])('gives the same when cut after about %i bytes', (size) =>
		expectTheSame(sample, cut(sample, size))
	);
});
