import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Batch } from '#arrow/batch.ts';
import { rowObjects, type RowObject } from '#arrow/row-objects.ts';
import { bytesOf } from '#lib/bytes.ts';
import { memoryBytes } from '#test/support/memory-bytes.ts';
import { factsOf, readSource } from './read-source.ts';
import { defaultSettings } from './read-source.ts';
import { receiptOf, summed } from './account.ts';
import { readInParts, type OnBatch, type PartReader } from './in-parts.ts';
import { partsOf, wholeOf } from './parts-of.ts';
import { find, type Found } from './read-bytes.ts';
import { Writers } from './writers.ts';
import { readPart, type Part, type ReadPart } from './read-part.ts';

const NOW = Date.UTC(2026, 0, 1);

/** Reads in this thread, and answers in its own time. */
function reader(text: string, delay: () => number): PartReader {
	const bytes = memoryBytes(bytesOf(text), 'conn.log');
	const pause = () => new Promise((resolve) => setTimeout(resolve, delay()));
	const send = async (read: ReadPart, before: number, onBatch: OnBatch) => {
		for (const batch of read.take(before)) await onBatch(batch);
		return read.account();
	};
	return {
		async read(part) {
			const read = await readPart(part, bytes, new Writers(part.sourceId));
			await pause();
			const { records, turned } = read;
			return {
				records,
				turned,
				deliver: async (before, onBatch) => {
					await pause();
					return send(read, before, onBatch);
				}
			};
		},
		readOn: async (part, before, onBatch) =>
			send(await readPart(part, bytes, new Writers(part.sourceId)), before, onBatch)
	};
}

function collector(): { rows: RowObject[]; onBatch: OnBatch } {
	const rows: RowObject[] = [];
	const onBatch = (batch: Batch) => {
		for (const row of rowObjects(batch)) rows.push({ table: batch.table, ...row });
	};
	return { rows, onBatch };
}

async function whole(found: Found) {
	const { rows, onBatch } = collector();
	const receipt = await readSource({ ...found, onBatch });
	return { rows, receipt };
}

async function inParts(found: Found, text: string, cuts: number, delay: () => number) {
	const common = wholeOf(found.source, found.chosen.format, found.settings)!;
	const step = Math.ceil((text.length - common.head.length) / cuts);
	const parts: Part[] = Array.from({ length: cuts }, (_, i) => {
		const from = common.head.length + i * step;
		return { ...common, from, to: from + step };
	});
	const { rows, onBatch } = collector();
	const readers = [reader(text, delay), reader(text, delay), reader(text, delay)];
	const accounts = await readInParts(parts, readers, onBatch);
	return { rows, receipt: receiptOf(factsOf(found, 'on demand'), summed(accounts)) };
}

const header = (fields: string) => `#separator \\x09\n#path\tconn\n#fields\t${fields}\n`;
const conn = (n: number) => `17${n}.5\t192.0.2.${n % 250}\t${1024 + n}\t198.51.100.7\t443\ttcp\n`;
const fields = 'ts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto';
const turnedFields = 'ts\tid.resp_h\tid.resp_p\tid.orig_h\tid.orig_p\tproto';
const rowsOf = (count: number) => Array.from({ length: count }, (_, n) => conn(n)).join('');

async function found(text: string): Promise<Found> {
	return find(memoryBytes(bytesOf(text), 'conn.log'), defaultSettings, NOW);
}

describe('reading in parts', () => {
	it('gives the rows and the receipt of reading in one go, whoever is done first', async () => {
		const text = header(fields) + rowsOf(60) + 'cut short\n' + rowsOf(20);
		const source = await found(text);
		const expected = await whole(source);
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 90 }),
				fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1 }),
				async (cuts, delays) => {
					let turn = 0;
					const parts = await inParts(source, text, cuts, () => delays[turn++ % delays.length]!);
					expect(parts.rows).toEqual(expected.rows);
					expect({ ...parts.receipt, native_columns: [] }).toEqual(expected.receipt);
				}
			),
			{ numRuns: 20 }
		);
	});

	it('goes on in one go from where a header changes what the columns mean', async () => {
		const text = header(fields) + rowsOf(40) + header(turnedFields) + rowsOf(40);
		const source = await found(text);
		const expected = await whole(source);
		for (const cuts of [1, 2, 7, 30]) {
			const parts = await inParts(source, text, cuts, () => 0);
			expect(parts.rows).toEqual(expected.rows);
			expect({ ...parts.receipt, native_columns: [] }).toEqual(expected.receipt);
		}
	});

	it('ends with what the taking of rows throws', async () => {
		const text = header(fields) + rowsOf(40);
		const source = await found(text);
		const common = wholeOf(source.source, source.chosen.format, source.settings)!;
		const parts = [{ ...common, from: common.head.length, to: text.length }];
		const failing = () => Promise.reject(new Error('no room'));
		await expect(readInParts(parts, [reader(text, () => 0)], failing)).rejects.toThrow('no room');
	});
});

describe('the parts of a source', () => {
	it('are one of a small source, and cover every byte of a large one', async () => {
		const { source, chosen, settings } = await found(header(fields) + rowsOf(3));
		const common = wholeOf(source, chosen.format, settings)!;
		expect(partsOf(common, 1000, 2)).toHaveLength(1);
		const parts = partsOf(common, 100_000_000, 3);
		expect(parts.length).toBeGreaterThan(3);
		expect(parts[0]!.from).toBe(common.head.length);
		parts.slice(1).forEach((part, i) => expect(part.from).toBe(parts[i]!.to));
		expect(parts.at(-1)!.to).toBeGreaterThanOrEqual(100_000_000);
	});

	it('are not made where the records before decide: with a year given, and of own columns', async () => {
		const { source, chosen, settings } = await found(header(fields) + rowsOf(3));
		expect(wholeOf(source, chosen.format, { ...settings, year: 2026 })).toBeNull();
		expect(wholeOf(source, chosen.format, { ...settings, native: true })).toBeNull();
	});
});
