import { describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { summed } from '#intake/record/account.ts';
import { defaultSettings } from '#intake/record/import-settings.ts';
import { readSource } from '#intake/record/read-source.ts';
import { yearsOf } from '#intake/record/years-of.ts';
import { readPart } from '#intake/parallel/read-part.ts';
import { Writers } from '#intake/record/writers.ts';
import { bytesOf } from '#lib/bytes.ts';
import { emptyBench, loadText } from './support/evidence.ts';
import { memoryBytes } from './support/memory-bytes.ts';
import { openBytes, readBytes } from './support/read-bytes.ts';
import { allSamples, optionsOf, type Sample } from './support/samples.ts';

const DAY = 86_400_000;
const noYear = /^times without a year/;

const samples = allSamples().filter(
	({ expected }) =>
		expected?.settings?.year === undefined && expected?.notes?.some((note) => noYear.test(note))
);

/** The years that its times without one are given, where it was last written then. */
async function yearsAt(sample: Sample, millis: number): Promise<string> {
	const modified = new Date(millis).toISOString();
	const { receipt } = await readBytes(sample.bytes, { ...optionsOf(sample), modified });
	return receipt.notes.find((note) => noYear.test(note))!;
}

describe.each(samples)('the sample $file of $format', (sample) => {
	it('is of no more years than it spans, whatever day of the year its file is dated', async () => {
		const { receipt } = await readBytes(sample.bytes, optionsOf(sample));
		const years = receipt.notes.find((note) => noYear.test(note))!.match(/\d{4}/g)!;
		for (const ts of [receipt.first_ts!, receipt.last_ts!])
			for (const days of [-1.5, -0.5]) {
				const given = await yearsAt(sample, Date.parse(ts) + days * DAY);
				expect(given.match(/\d{4}/g)).toHaveLength(years.length);
			}
	});
});

const line = (day: string) =>
	`${day} 10:00:00 host1 sshd[11]: Failed password for root from 198.51.100.1 port 22 ssh2\n`;
const text = ['Jan 18', 'Jan 20', 'Jan 22', 'Jan 24'].map(line).join('');
const years = ['2006-01-18', '2006-01-20', '2006-01-22', '2006-01-24'];

function daysOf(rows: readonly RowObject[]): string[] {
	return rows.map(({ ts }) => String(ts).slice(0, 10));
}

describe('a source whose end tells its years', () => {
	it('is in the database once, with those years', async () => {
		const { connection, engine } = await emptyBench();
		await loadText(connection, 'auth.log', text);
		const { rows } = await connection.query('SELECT ts::DATE::VARCHAR FROM host ORDER BY record');
		expect(rows.flat()).toEqual(years);
		await engine.close();
	});

	it('gives nobody rows of other years who cannot take them back', async () => {
		const opened = await openBytes(bytesOf(text), { modified: '2007-01-20T12:00:00Z' });
		const notes: string[] = [];
		let batches = 0;
		const onBatch = () => void batches++;
		const receipt = await readSource({ ...opened, settings: defaultSettings, onBatch });
		notes.push(...receipt.notes);
		expect(batches).toBe(1);
		expect(receipt.first_ts).toBe('2006-01-18T10:00:00.000000Z');
		expect(notes).toContain('times without a year were given 2006');
	});

	it('is found out from its parts as from the whole', async () => {
		const bytes = memoryBytes(bytesOf(text), 'auth.log');
		const { source } = await openBytes(bytesOf(text), { modified: '2007-01-20T12:00:00Z' });
		const half = text.length / 2;
		const common = { latest: source.latest, compression: null, format: 'auth-log' };
		const cuts = [
			{ from: 0, to: half, isCut: true, bytes: null },
			{ from: half, to: text.length, isCut: true, bytes: null }
		];
		const accounts = [];
		for (const each of cuts) {
			const part = { ...common, ...each, settings: defaultSettings, head: new Uint8Array(0) };
			accounts.push((await readPart(part, bytes, new Writers())).account());
		}
		const plan = yearsOf({ source, settings: defaultSettings }, summed(accounts));
		expect(plan?.bases).toEqual([2006]);
	});

	it('has the year that was given by hand all the same', async () => {
		const { rows } = await readBytes(bytesOf(text), {
			settings: { year: 2019 },
			modified: '2007-01-20T12:00:00Z'
		});
		expect(daysOf(rows)[0]).toBe('2019-01-18');
	});
});
