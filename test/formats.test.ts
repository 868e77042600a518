import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTableNames } from '#tables/event-tables.ts';
import type { RowObject } from '#tables/row-objects.ts';
import { formats } from '#datasets/index.ts';
import { headOf } from '#intake/reading/recognise.ts';
import { joined } from '#lib/bytes.ts';
import { isGzip } from './support/gzip.ts';
import { SCRIBBLE } from './support/memory-bytes.ts';
import { openBytes, readBytes, readOpened, type ReadResult } from './support/read-bytes.ts';
import {
	formatFolders,
	formatsFolder,
	observed,
	optionsOf,
	samplesOf,
	type Sample
} from './support/samples.ts';

const folders = formatFolders();

it('every folder of formats holds a format of the same name', () => {
	expect(formats.map((format) => format.name)).toEqual([...folders].sort());
});

it('no two formats have the same title', () => {
	const titles = formats.map((format) => format.title);
	expect(new Set(titles).size).toBe(titles.length);
});

describe.each(folders)('format %s', (folder) => {
	const samples = samplesOf(folder);

	it('describes itself', () => {
		const format = formats.find((candidate) => candidate.name === folder)!;
		expect(format.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
		expect(format.title).toMatch(/^\S.*\S$/);
		for (const table of format.tables) expect(eventTableNames).toContain(table);
		expect(format.cannotKnow).not.toHaveLength(0);
		for (const sentence of format.cannotKnow) expect(sentence).toMatch(/^\S+ .*[^\s.]$/);
	});

	it('has samples, and says where they are from and under which licence', () => {
		expect(samples).not.toHaveLength(0);
		const readme = join(formatsFolder, folder, 'samples/README.md');
		expect(existsSync(readme), 'samples/README.md').toBe(true);
		expect(readFileSync(readme, 'utf8')).toMatch(/written for Lookdeeper[^]*Apache-2\.0/i);
	});

	it.each(samples)('expects something definite of $file', ({ expected, file }) => {
		expect(
			expected,
			`${file}.expected.json is missing: npm run format:expected -- --write SAMPLE`
		).not.toBeNull();
	});

	describe.each(samples.filter((sample) => sample.expected !== null))('$file', promises);
});

function promises(sample: Sample): void {
	const expected = sample.expected!;
	const options = optionsOf(sample);
	let reading: Promise<ReadResult> | null = null;
	// Not before a test asks: the samples of all formats would else be read at once.
	const read = () => (reading ??= readBytes(sample.bytes, options));
	const plain = isGzip(sample.bytes) ? new Uint8Array(gunzipSync(sample.bytes)) : sample.bytes;

	it('is recognised by its content, and nothing else fits as well', () => {
		const recognised = recognitions(plain);
		expect(recognised[0]?.format).toBe(sample.format);
		expect(recognised[0]!.because).toMatch(/\S/);
		expect(recognised[0]!.confidence).toBeLessThanOrEqual(1);
		expect(recognised[1]?.confidence ?? 0).toBeLessThan(recognised[0]!.confidence);
	});

	it('becomes the rows, rejects and notes that are expected', async () => {
		const { records, rows, rejects, notes } = expected;
		expect(observed(await read())).toEqual({ records, rows, rejects, notes });
	});

	it('loses no record', async () => {
		const { receipt, rows } = await read();
		const kept = new Set(rows.map((row) => row.record));
		const refused = receipt.rejects.map((reject) => reject.record);
		const all = [...kept, ...refused].sort((a, b) => Number(a) - Number(b));
		expect(all).toEqual(Array.from({ length: receipt.records }, (_, i) => i + 1));
	});

	it('gives every record its own bytes', async () => {
		const places = placesOf(await read());
		let end = 0;
		for (const { offset, length } of places) {
			expect(offset).toBeGreaterThanOrEqual(end);
			expect(length).toBeGreaterThan(0);
			end = offset + length;
		}
		expect(end).toBeLessThanOrEqual(plain.length);
	});

	const findsAlone = async () => {
		const { rows, receipt } = await read();
		const places = placesOf({ rows, receipt });
		for (const { record, offset, length } of places) {
			const whole = rows.filter((row) => row.record === record);
			if (whole.length === 0) continue;
			const alone = joined(plain.slice(0, places[0]!.offset), plain.slice(offset, offset + length));
			const settings = { ...options.settings, as: sample.format };
			const again = await readBytes(alone, { ...options, settings });
			expect(again.rows.map(elsewhere)).toEqual(whole.map(elsewhere));
		}
	};
	if (expected.context === undefined) it('finds each row again in its bytes alone', findsAlone);

	it('reads the same however the bytes are cut into pieces', async () => {
		const whole = observed(await read());
		const opened = await openBytes(plain, options);
		const readCut = async (pieces: Uint8Array[]) => {
			const chunks = async function* () {
				for (const piece of pieces) {
					const memory = piece.slice();
					yield memory;
					memory.fill(SCRIBBLE);
				}
			};
			return observed(
				await readOpened({ ...opened, source: { ...opened.source, chunks } }, options)
			);
		};
		expect(await readCut([...plain].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
		const cuts = fc.array(fc.nat(plain.length), { maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(cuts, async (at) => {
				expect(await readCut(piecesOf(plain, at))).toEqual(whole);
			}),
			{ numRuns: 8 }
		);
	});

	it('reads the same from a gzip', async () => {
		const zipped = await readBytes(new Uint8Array(gzipSync(plain)), options);
		expect(zipped.receipt.compression).toBe('gzip');
		expect(observed(zipped)).toEqual(observed(await read()));
	});
}

/** What every format says of the bytes, the surest first. */
function recognitions(bytes: Uint8Array) {
	const head = headOf(bytes.subarray(0, 65_536), bytes.length <= 65_536);
	return formats
		.map((format) => ({ format: format.name, ...format.recognise(head, formats) }))
		.filter((entry): entry is typeof entry & { confidence: number } => 'confidence' in entry)
		.sort((a, b) => b.confidence - a.confidence);
}

interface RecordPlace {
	record: number;
	offset: number;
	length: number;
}

/** Where the records lie, in their order; the rows of one record lie at one place. */
function placesOf({ rows, receipt }: ReadResult): RecordPlace[] {
	const places = new Map<number, RecordPlace>();
	for (const row of [...rows, ...receipt.rejects]) {
		const [record, offset, length] = [row.record, row.byte_offset, row.byte_length].map(Number);
		places.set(record!, { record: record!, offset: offset!, length: length! });
	}
	return [...places.values()].sort((a, b) => a.record - b.record);
}

const placing = new Set(['source_id', 'alert_id', 'record', 'byte_offset']);

/** What a row says, without what depends on where in which source it stands. */
function elsewhere(row: RowObject): RowObject {
	const entries = Object.entries(row).filter(
		([name, value]) => value !== null && !placing.has(name)
	);
	return Object.fromEntries(entries);
}

function piecesOf(bytes: Uint8Array, cuts: number[]): Uint8Array[] {
	const stops = [0, ...cuts.sort((a, b) => a - b), bytes.length];
	return stops.slice(1).map((stop, i) => bytes.slice(stops[i], stop));
}
