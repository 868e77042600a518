import { beforeAll, describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { formats } from '#datasets/index.ts';
import { readBytes } from './support/read-bytes.ts';
import { optionsOf, samplesOf, type Sample } from './support/samples.ts';

const ADDRESS = '192.0.2.254';
const GIVEN = 'nobody-of-the-samples';
/** The columns that say who speaks. */
const columns: Readonly<Record<string, string>> = {
	host: 'host',
	firewall: 'device',
	alerts: 'sensor'
};
const speakerOf = (row: RowObject) => row[columns[row.table as string]!] as string | null;
const isSpeaking = ({ table }: RowObject) => (table as string) in columns;

interface Reading {
	rows: RowObject[];
	notes: string[];
	rejects: number;
}

/** A sample as it is, as the log of a machine that it does not name, and of all those that it names. */
interface Readings {
	file: string;
	plain: Reading;
	others: Reading;
	own: Reading;
}

const speaking = formats.filter(({ tables }) => tables.some((table) => table in columns));

async function read(sample: Sample, host: string | null): Promise<Reading> {
	const options = optionsOf(sample);
	const settings = { ...options.settings, host };
	const { rows, receipt } = await readBytes(sample.bytes, { ...options, settings });
	const { notes, rejects } = receipt;
	return { rows: rows.filter(isSpeaking), notes, rejects: rejects.length };
}

async function readingsOf(sample: Sample): Promise<Readings> {
	const plain = await read(sample, null);
	const names = new Set(plain.rows.map(speakerOf).filter((name) => name !== null));
	return {
		file: sample.file,
		plain,
		others: await read(sample, `${GIVEN},${ADDRESS}`),
		own: await read(sample, `${ADDRESS},${[...names].join(',').toUpperCase()}`)
	};
}

/** How many records are said to name another machine. */
function toldTimes(notes: readonly string[]): number {
	const told = notes.find((note) => note.startsWith('records name another machine'));
	return told === undefined ? 0 : Number(/\((\d+) times\)$/.exec(told)?.[1] ?? 1);
}

describe.each(speaking.map(({ name }) => name))('format %s', (name) => {
	let samples: Readings[];
	beforeAll(async () => {
		const read = samplesOf(name).filter(({ file }) => !file.includes('native'));
		samples = await Promise.all(read.map(readingsOf));
	});

	it('takes what was given for the machine of a record that names none, and its address', () => {
		for (const { plain, others } of samples)
			for (const [i, row] of others.rows.entries()) {
				if (speakerOf(plain.rows[i]!) === null) expect(speakerOf(row)).toBe(GIVEN);
				if (row.table === 'host' && row.host === GIVEN) expect(row.host_ip).toBe(ADDRESS);
			}
	});

	it('has the address that was given where a record names the machine that was given', () => {
		for (const { plain, own } of samples)
			for (const [i, row] of own.rows.entries()) {
				const before = plain.rows[i]!;
				const isUnknown = row.table === 'host' && before.host !== null && before.host_ip === null;
				if (isUnknown) expect(row).toMatchObject({ host: before.host, host_ip: ADDRESS });
			}
	});

	it('gives records of another machine nothing of it, and says so once for each', () => {
		for (const { file, plain, others, own } of samples) {
			const named = others.rows.filter((row) => speakerOf(row) !== GIVEN);
			for (const { host_ip } of named) expect(host_ip ?? null).not.toBe(ADDRESS);
			const records = new Set(named.map(({ record }) => record)).size;
			const times = toldTimes(others.notes);
			expect([file, times >= records, times <= records + plain.rejects]).toEqual([
				file,
				true,
				true
			]);
			expect(toldTimes(own.notes)).toBeLessThanOrEqual(own.rejects);
		}
	});
});

it('of several names that were given, none is another machine where records name none', async () => {
	const log = samplesOf('mikrotik').find(({ file }) => file === 'router.log')!;
	const { notes, rows } = await read(log, `fw,backup,${ADDRESS}`);
	expect(toldTimes(notes)).toBe(0);
	expect(rows.filter(({ table }) => table === 'host')).toMatchObject([{ host_ip: ADDRESS }]);
});
