import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Batch } from '#tables/batch.ts';
import { rowObjects, type RowObject } from '#tables/row-objects.ts';
import { lineCutter } from '#datasets/records/lines/line-cutter.ts';
import { bytesOf } from '#lib/bytes.ts';
import { memoryBytes } from '#test/support/memory-bytes.ts';
import { factsOf, readSource, type ReadingPlan } from '../record/read-source.ts';
import { defaultSettings } from '../record/import-settings.ts';
import { receiptOf, summed } from '../record/account.ts';
import { cutParts } from './cut-parts.ts';
import { identify } from '../bytes/identify.ts';
import { listed, readInParts, type OnBatch, type PartReader, type PartQueue } from './in-parts.ts';
import { inPartsOf } from './parting.ts';
import { partsOf } from './parts-of.ts';
import { find } from '../reading/read-bytes.ts';
import type { PartOrigin } from '../record/writers.ts';
import type { Bytes, Identity } from '../bytes/source.ts';
import { Writers } from '../record/writers.ts';
import { readPart, type PartRequest, type ReadPart } from './read-part.ts';

const NOW = Date.UTC(2026, 0, 1);

/** Reads in this thread, and answers in its own time. */
function reader(bytes: Bytes, delay: () => number): PartReader {
	const pause = () => new Promise((resolve) => setTimeout(resolve, delay()));
	const send = async (read: ReadPart, standing: PartOrigin, onBatch: OnBatch) => {
		for (const batch of read.take(standing)) await onBatch(batch);
		return read.account();
	};
	return {
		async read(part) {
			const read = await readPart(part, bytes, new Writers());
			await pause();
			const { records, turned } = read;
			return {
				records,
				turned,
				deliver: async (standing, onBatch) => {
					await pause();
					return send(read, standing, onBatch);
				}
			};
		},
		readOn: async (part, standing, onBatch) =>
			send(await readPart(part, bytes, new Writers()), standing, onBatch)
	};
}

function collector(): { rows: RowObject[]; onBatch: OnBatch } {
	const rows: RowObject[] = [];
	const onBatch = (batch: Batch) => {
		for (const row of rowObjects(batch)) rows.push({ table: batch.table, ...row });
	};
	return { rows, onBatch };
}

/** A source that was opened, beside what is needed to read it again. */
interface Source extends ReadingPlan {
	bytes: Bytes;
	identity: Identity;
}

async function sourceOf(content: Uint8Array): Promise<Source> {
	const bytes = memoryBytes(content, 'conn.log');
	return { ...(await find(bytes, defaultSettings, NOW)), bytes, identity: await identify(bytes) };
}

async function whole(source: Source) {
	const { rows, onBatch } = collector();
	const receipt = await readSource({ ...source, onBatch });
	return { rows, receipt };
}

function wholeOf({ source, chosen, settings }: ReadingPlan) {
	// A source this small is not worth a cut.
	return inPartsOf({ ...source, bytes: 1e9 }, chosen.format, settings)!.whole;
}

/** So many parts, each of which has to find its first line. */
function sought(source: Source, count: number): PartQueue {
	const common = wholeOf(source);
	const step = Math.ceil((source.bytes.size - common.head.length) / count);
	const parts: PartRequest[] = Array.from({ length: count }, (_, i) => {
		const from = common.head.length + i * step;
		return { ...common, from, to: from + step, isCut: i === 0, bytes: null };
	});
	return listed(parts);
}

/** Parts of about so many bytes, cut behind a line. */
function cut(source: Source, size: number): PartQueue {
	const common = wholeOf(source);
	const chunks = source.source.chunks({ note: () => undefined });
	const cuts = cutParts(chunks, lineCutter, common.head.length, () => size);
	return {
		next: async () => {
			const { value, done } = await cuts.next();
			return done === true ? null : { ...common, ...value };
		}
	};
}

async function inParts(source: Source, parts: PartQueue, delay: () => number) {
	const { rows, onBatch } = collector();
	const readers = [1, 2, 3].map(() => reader(source.bytes, delay));
	const sourceId = new Promise<string>((resolve) =>
		setTimeout(() => resolve(source.identity.sourceId), delay())
	);
	const { accounts } = await readInParts(parts, readers, sourceId, onBatch);
	const facts = factsOf(source, 'on demand');
	const receipt = receiptOf(facts, source.identity, summed(accounts));
	return { rows, receipt: { ...receipt, native_columns: [] } };
}

const header = (fields: string) => `#separator \\x09\n#path\tconn\n#fields\t${fields}\n`;
const conn = (n: number) => `17${n}.5\t192.0.2.${n % 250}\t${1024 + n}\t198.51.100.7\t443\ttcp\n`;
const fields = 'ts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto';
const turnedFields = 'ts\tid.resp_h\tid.resp_p\tid.orig_h\tid.orig_p\tproto';
const rowsOf = (count: number) => Array.from({ length: count }, (_, n) => conn(n)).join('');

const plain = (text: string) => sourceOf(bytesOf(text));
const packed = (text: string) => sourceOf(new Uint8Array(gzipSync(bytesOf(text))));

describe('reading in parts', () => {
	it('gives the rows and the receipt of reading in one go, whoever is done first', async () => {
		const text = header(fields) + rowsOf(60) + 'cut short\n' + rowsOf(20);
		const cases = [
			{ source: await plain(text), partsOf: sought },
			{ source: await plain(text), partsOf: cut },
			{ source: await packed(text), partsOf: cut }
		];
		for (const { source, partsOf } of cases) {
			const expected = await whole(source);
			await fc.assert(
				fc.asyncProperty(
					fc.integer({ min: 1, max: 90 }),
					fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1 }),
					async (size, delays) => {
						let turn = 0;
						const delay = () => delays[turn++ % delays.length]!;
						expect(await inParts(source, partsOf(source, size), delay)).toEqual(expected);
					}
				),
				{ numRuns: 10 }
			);
		}
	});

	it('goes on in one go from where a header changes what the columns mean', async () => {
		const text = header(fields) + rowsOf(40) + header(turnedFields) + rowsOf(40);
		for (const source of [await plain(text), await packed(text)]) {
			const expected = await whole(source);
			for (const size of [10, 100, 333, 100_000])
				expect(await inParts(source, cut(source, size), () => 0)).toEqual(expected);
		}
		const source = await plain(text);
		for (const count of [1, 2, 7, 30])
			expect(await inParts(source, sought(source, count), () => 0)).toEqual(await whole(source));
	});

	it('ends with what the taking of rows throws', async () => {
		const source = await plain(header(fields) + rowsOf(40));
		const failing = () => Promise.reject(new Error('no room'));
		const readers = [reader(source.bytes, () => 0)];
		await expect(
			readInParts(sought(source, 1), readers, Promise.resolve('0'), failing)
		).rejects.toThrow('no room');
	});

	it('every reader ends where rows of a part cannot be taken, and no row behind it is sent', async () => {
		const source = await plain(header(fields) + rowsOf(200));
		const parts = cut(source, 300);
		let sent = 0;
		const failing = async () => {
			if (++sent === 2) throw new Error('no room');
		};
		const ended: Promise<unknown>[] = [];
		const watched = (): PartReader => {
			const inner = reader(source.bytes, () => 1);
			const note = <T>(work: Promise<T>) => {
				ended.push(work.catch(() => undefined));
				return work;
			};
			return {
				...inner,
				async read(part) {
					const answer = await note(inner.read(part));
					return { ...answer, deliver: (...given) => note(answer.deliver(...given)) };
				}
			};
		};
		const readers = [watched(), watched(), watched()];
		await expect(readInParts(parts, readers, Promise.resolve('0'), failing)).rejects.toThrow(
			'no room'
		);
		await new Promise((resolve) => setTimeout(resolve, 20));
		await Promise.all(ended);
		expect(sent).toBe(2);
	});

	it('ends with what the hashing throws', async () => {
		const source = await plain(header(fields) + rowsOf(40));
		const readers = [reader(source.bytes, () => 0)];
		const hashing = Promise.reject(new Error('read before'));
		await expect(readInParts(sought(source, 3), readers, hashing, () => undefined)).rejects.toThrow(
			'read before'
		);
	});
});

describe('the parts of a source', () => {
	it('are one of a small source, and cover every byte of a large one', async () => {
		const common = wholeOf(await plain(header(fields) + rowsOf(3)));
		expect(partsOf(common, 1000, 2)).toHaveLength(1);
		const parts = partsOf(common, 100_000_000, 3);
		expect(parts.length).toBeGreaterThan(3);
		expect(parts[0]!.from).toBe(common.head.length);
		parts.slice(1).forEach((part, i) => expect(part.from).toBe(parts[i]!.to));
		expect(parts.at(-1)!.to).toBeGreaterThanOrEqual(100_000_000);
	});

	it('are not made where the records before decide: with a year given, and of own columns', async () => {
		const { source, chosen, settings } = await plain(header(fields) + rowsOf(3));
		expect(inPartsOf(source, chosen.format, { ...settings, year: 2026 })).toBeNull();
		expect(inPartsOf(source, chosen.format, { ...settings, native: true })).toBeNull();
	});
});
