import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { formats } from '#datasets/index.ts';
import type { Chosen } from '#intake/record/chosen.ts';
import { headOf } from '#intake/reading/recognise.ts';
import { identify } from '#intake/bytes/identify.ts';
import { openSource } from '#intake/bytes/source.ts';
import { bytesOf, joined, textOf } from '#lib/bytes.ts';
import { memoryBytes } from './support/memory-bytes.ts';
import { mutation, noise, withCarriageReturns } from './support/mutations.ts';
import {
	openBytes,
	readBytes,
	readOpened,
	TEST_NOW,
	type OpenedBytes,
	type ReadResult
} from './support/read-bytes.ts';
import { optionsOf, samplesOf, type Sample } from './support/samples.ts';

/** A source whose hash does not matter here, so that thousands can be read in a second. */
let blank: Pick<OpenedBytes, 'source' | 'identity'>;

beforeAll(async () => {
	const bytes = memoryBytes(new Uint8Array(0));
	blank = { source: await openSource(bytes, TEST_NOW), identity: await identify(bytes) };
});

function chosen(format: string): Chosen {
	const found = formats.find((candidate) => candidate.name === format)!;
	return { format: found, because: 'the name that was given', runnerUp: null };
}

/** Reads bytes with a format that they may not be of; `readSource` checks records = rows + rejects. */
function readAs(format: string, pieces: Uint8Array[], sample?: Sample): Promise<ReadResult> {
	const chunks = async function* () {
		yield* pieces;
	};
	const options = sample === undefined ? {} : optionsOf(sample);
	return readOpened(
		{ ...blank, source: { ...blank.source, chunks }, chosen: chosen(format) },
		options
	);
}

function account({ receipt, rows }: ReadResult): void {
	const kept = new Set(rows.map((row) => row.record)).size;
	expect(kept + receipt.rejects.length).toBe(receipt.records);
	for (const { reason } of receipt.rejects) expect(reason).toMatch(/\S/);
}

const binary = noise(8192);
const megabyte = new Uint8Array(2 ** 20).fill(65);
const fillers = [
	' ',
	'"',
	'\\',
	'[',
	'=',
	':',
	'0',
	'a=',
	'- ',
	'",',
	'{"a":',
	'<a>',
	'\t',
	'\u00e9'
];

it('an empty file is not recognised, and says so', async () => {
	await expect(openBytes(new Uint8Array(0))).rejects.toThrow('the file is empty');
});

it('no format claims binary noise', () => {
	const head = headOf(binary, true);
	expect(formats.filter((format) => format.recognise(head, formats) !== null)).toEqual([]);
});

it('a gzip that is cut gives what came before, and says that it is cut', async () => {
	const sample = samplesOf('suricata-fast')[0]!;
	const plain = bytesOf(textOf(sample.bytes).repeat(400));
	const zipped = new Uint8Array(gzipSync(plain));
	const whole = await readBytes(plain, optionsOf(sample));
	const half = await readBytes(zipped.slice(0, zipped.length / 2), optionsOf(sample));
	expect(half.receipt.notes.join()).toContain('the gzip is damaged or cut');
	expect(half.rows.length).toBeGreaterThan(whole.rows.length / 10);
	expect(half.rows.length).toBeLessThan(whole.rows.length);
	const last = half.rows.length - 1;
	expect(half.rows.slice(0, last).map(unidentified)).toEqual(
		whole.rows.slice(0, last).map(unidentified)
	);
});

function unidentified(row: RowObject): RowObject {
	return { ...row, source_id: null, alert_id: null };
}

describe.each(formats.map((format) => format.name))('format %s', (name) => {
	const samples = samplesOf(name);

	it('reads nothing from no bytes', async () => {
		const result = await readAs(name, []);
		account(result);
		expect(result.rows).toEqual([]);
	});

	it('keeps the account of binary noise', async () => account(await readAs(name, [binary])));

	it('keeps the account of a line of 9 MB, which is longer than any that is held', async () => {
		const start = samples[0]?.bytes.subarray(0, 120) ?? new Uint8Array(0);
		const flat = start.filter((byte) => byte !== 10);
		const pieces = [flat, ...Array.from({ length: 9 }, () => megabyte)];
		account(await readAs(name, pieces));
	});

	it('takes no time out of proportion for a long line', async () => {
		for (const filler of fillers) {
			const long = bytesOf(filler.repeat(30_000 / filler.length));
			for (const start of beginnings(samples)) account(await readAs(name, [joined(start, long)]));
		}
	});

	describe.each(samples)('$file', (sample) => {
		let rows: RowObject[];
		beforeAll(async () => {
			({ rows } = await readAs(name, [sample.bytes], sample));
		});

		it('keeps the account whatever is changed in it', async () => {
			const property = fc.asyncProperty(mutation, async (change) => {
				account(await readAs(name, [change(sample.bytes)], sample));
			});
			await fc.assert(property, { numRuns: 12 });
		});

		it('keeps the account with a byte-order mark, with CRLF, and cut anywhere in a gzip', async () => {
			const mark = Uint8Array.of(0xef, 0xbb, 0xbf);
			account(await readAs(name, [joined(mark, sample.bytes)], sample));
			account(await readAs(name, [withCarriageReturns(sample.bytes)], sample));
			const zipped = new Uint8Array(gzipSync(sample.bytes));
			const options = { ...optionsOf(sample), settings: { as: name } };
			for (const share of [0.5, 0.99]) {
				const part = await readBytes(zipped.slice(0, zipped.length * share), options);
				account(part);
				expect(part.receipt.notes.join()).toContain('the gzip is damaged or cut');
			}
		});

		it.each(['<script>lookdeeper(1)</script>', '__proto__'])(
			'passes %s on as the text it is',
			async (hostile) => {
				for (const values of textsAtOnce(rows, sample.bytes)) {
					const bytes = replaced(sample.bytes, values, bytesOf(hostile));
					const result = await readAs(name, [bytes], sample);
					account(result);
					for (const text of allTexts(result.rows)) {
						if (/lookdeeper/i.test(text))
							expect(text.toLowerCase()).toContain(hostile.toLowerCase());
					}
				}
			}
		);
	});
});

/** Beginnings of samples that end within a record, at places where readers are in different states. */
function beginnings(samples: Sample[]): Uint8Array[] {
	const bytes = samples[0]?.bytes ?? new Uint8Array(0);
	return [0, 60].map((length) => bytes.subarray(0, length));
}

type Text = [from: number, value: string];

/** Texts of the first rows, one of each row at a time: readers take much longer than what is changed in a record. */
function textsAtOnce(rows: RowObject[], bytes: Uint8Array): Text[][] {
	const byRecord = new Map<number, Text[]>();
	for (const row of rows.slice(0, 4)) {
		const start = row.byte_offset as number;
		byRecord.set(start, [...(byRecord.get(start) ?? []), ...textsIn(row, bytes)]);
	}
	const all = [...byRecord.values()];
	const most = Math.max(0, ...all.map((texts) => texts.length));
	return Array.from({ length: most }, (_, i) =>
		all.flatMap((texts) => texts.slice(i, i + 1)).sort(([a], [b]) => a - b)
	);
}

/** Text values of a row that stand once and verbatim in the bytes of its record, and where. */
function textsIn(row: RowObject, bytes: Uint8Array): Text[] {
	const start = row.byte_offset as number;
	const record = textOf(bytes, start, start + (row.byte_length as number));
	return Object.entries(row).flatMap(([column, value]): Text[] => {
		if (typeof value !== 'string' || value.length < 4 || column === 'table') return [];
		const at = record.indexOf(value);
		if (at < 0 || record.includes(value, at + 1)) return [];
		return [[start + bytesOf(record.slice(0, at)).length, value]];
	});
}

function replaced(bytes: Uint8Array, texts: Text[], by: Uint8Array): Uint8Array {
	const pieces: Uint8Array[] = [];
	let done = 0;
	for (const [from, value] of texts) {
		pieces.push(bytes.subarray(done, from), by);
		done = from + bytesOf(value).length;
	}
	return Buffer.concat([...pieces, bytes.subarray(done)]);
}

function allTexts(rows: RowObject[]): string[] {
	return rows
		.flatMap((row) => Object.values(row))
		.filter((value): value is string => typeof value === 'string');
}
