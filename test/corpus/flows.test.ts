import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { rowObjects } from '#engine/duckdb/engine.ts';
import { textOf } from '#lib/bytes.ts';
import { protocolName } from '#lib/protocols.ts';
import { isoOf } from '#lib/time.ts';
import { corpusBytes, corpusFolder, missing } from '../support/corpus.ts';
import { emptyBench, loadText } from '../support/evidence.ts';
import { readBytes } from '../support/read-bytes.ts';

const folder = missing(['flows']) === null ? describe : describe.skip;

/** The values of a record by the names of its header, cut by nothing but commas. */
type Values = Record<string, string>;

async function read(name: string) {
	const bytes = corpusBytes(`flows/${name}`);
	const [header, ...lines] = textOf(bytes).trimEnd().split('\n');
	const names = header!.split(',');
	const records = lines.map((line) => {
		const values = line.split(',').map((value) => value.trim());
		return Object.fromEntries(names.map((key, i) => [key, values[i] ?? ''])) as Values;
	});
	return { bytes, lines, records, ...(await readBytes(bytes)) };
}

function countIn(text: string): number | null {
	return text === '' ? null : Number(text);
}

function liesWhereItSays(row: RowObject, bytes: Uint8Array, line: string): void {
	const start = row.byte_offset as number;
	expect(textOf(bytes, start, start + (row.byte_length as number))).toBe(line);
}

folder('real flows of Argus', () => {
	it('are read to the last, those of hosts as sessions and the others as they are', async () => {
		const { receipt, records } = await read('argus_ra.csv');
		const link = records.filter(({ Proto }) => Number(Proto) > 255 || !/^\d+$/.test(Proto!)).length;
		expect([receipt.format, receipt.records, receipt.rejects]).toEqual([
			'argus-csv',
			records.length,
			[]
		]);
		expect(receipt.rows).toEqual({ sessions: records.length - link, native: link });
		expect(link).toBeGreaterThan(0);
	});

	it('hold what a simple split of each line finds', async () => {
		const { records, rows, lines, bytes } = await read('argus_ra.csv');
		for (const row of rows.filter((one) => one.table === 'sessions')) {
			const index = (row.record as number) - 1;
			const values = records[index]!;
			const turned = values.Dir === '<-' && values.Proto === '6';
			const [src, dst] = turned ? ['Dst', 'Src'] : ['Src', 'Dst'];
			liesWhereItSays(row, bytes, lines[index]!);
			expect(row).toMatchObject({
				proto: protocolName(Number(values.Proto)),
				src_packets: countIn(values[`${src}Pkts`]!),
				dst_packets: countIn(values[`${dst}Pkts`]!),
				// argus ran without -A, and prints 0 for what it did not count.
				src_bytes: null,
				dst_bytes: null,
				duration: Number(values.Dur)
			});
			expect(row.ts).toBe(isoOf(BigInt(values.StartTime!.replace('.', ''))));
			if (row.proto === 'tcp' || row.proto === 'udp')
				expect([row.src_port, row.dst_port]).toEqual([Number(values.Sport), Number(values.Dport)]);
		}
	});

	it('say of no flow without a packet back that it was answered', async () => {
		const { rows } = await read('argus_ra.csv');
		expect(rows.filter((row) => row.answered === true && row.dst_packets === 0)).toEqual([]);
		expect(rows.filter((row) => row.answered === true).length).toBeGreaterThan(50);
		expect(rows.filter((row) => row.answered === false).length).toBeGreaterThan(20);
	});
});

folder('real flows of nfdump', () => {
	it('are read to the last, and the summary is no record', async () => {
		const { receipt, lines } = await read('nfdump.csv');
		const flows = lines.findIndex((line) => line.startsWith('Summary'));
		expect([receipt.format, receipt.records, receipt.rejects]).toEqual(['nfdump-csv', flows, []]);
		const nowhere = lines.filter((line) =>
			/^[^,]*,[^,]*,[^,]*,(0\.0\.0\.0,0\.0\.0\.0|::,::),/.test(line)
		);
		expect(nowhere.length).toBeGreaterThan(0);
		expect(receipt.rows).toEqual({ sessions: flows - nowhere.length, native: nowhere.length });
	});

	it('hold what a simple split of each line finds', async () => {
		const { records, rows, lines, bytes } = await read('nfdump.csv');
		const sessions = rows.filter(({ table }) => table === 'sessions');
		sessions.forEach((row) => {
			const i = (row.record as number) - 1;
			const values = records[i]!;
			liesWhereItSays(row, bytes, lines[i]!);
			expect(row).toMatchObject({
				ts: `${values.ts!.replace(' ', 'T')}.000000Z`,
				src_ip: values.sa,
				dst_ip: values.da,
				src_packets: Number(values.ipkt),
				src_bytes: Number(values.ibyt),
				duration: Number(values.td)
			});
			if (values.pr === 'TCP' || values.pr === 'UDP')
				expect([row.src_port, row.dst_port]).toEqual([Number(values.sp), Number(values.dp)]);
			if (values.pr === 'ICMP')
				expect([row.src_port, row.dst_port]).toEqual([
					Number(values.dp) >> 8,
					Number(values.dp) & 255
				]);
		});
	});

	it('have their halves paired, and every byte counted once', async () => {
		const { bytes, rows: all } = await read('nfdump.csv');
		const rows = all.filter(({ table }) => table === 'sessions');
		const { engine, connection } = await emptyBench();
		await loadText(connection, 'nfdump.csv', bytes);
		const sessions = rowObjects(await connection.query('FROM sessions ORDER BY record'));
		await engine.close();
		const sum = (all: readonly Record<string, unknown>[]) =>
			all.reduce((total, row) => total + BigInt((row.src_bytes ?? 0) as number), 0n) +
			all.reduce((total, row) => total + BigInt((row.dst_bytes ?? 0) as number), 0n);
		expect(sum(sessions)).toBe(sum(rows));
		const pairs = sessions.filter((row) => row.reply_record !== null);
		const kept = sessions.flatMap((row) => [row.record, row.reply_record ?? []].flat());
		expect(kept.map(Number).sort((a, b) => a - b)).toEqual(rows.map((row) => row.record));
		for (const pair of pairs) {
			const [forth, back] = [pair.record, pair.reply_record].map((at) =>
				rows.find(({ record }) => record === Number(at))!
			);
			expect([back!.src_ip, back!.dst_ip]).toEqual([forth!.dst_ip, forth!.src_ip]);
			if (pair.proto === 'tcp' || pair.proto === 'udp')
				expect([back!.src_port, back!.dst_port]).toEqual([forth!.dst_port, forth!.src_port]);
		}
		expect(pairs.length).toBeGreaterThan(90);
	});
});

const real = join(corpusFolder, 'real/flows');
const bytesOfReal = (name: string) => new Uint8Array(readFileSync(join(real, name)));

describe.skipIf(missing(['real/flows']) !== null)(
	'flows of tools that are told what is true',
	() => {
		it('of nfdump go from who sent the SYN, or say that nobody knows', async () => {
			const truth = readFileSync(join(real, 'syn-truth.txt'), 'utf8').trimEnd().split('\n');
			const began = truth
				.filter((line) => line.startsWith('ftp__ipv4'))
				.map((line) => line.slice(10));
			const { engine, connection } = await emptyBench();
			await loadText(connection, 'nfdump-ftp__ipv4.csv', bytesOfReal('nfdump-ftp__ipv4.csv'));
			const sessions = await connection.query(
				"SELECT concat_ws(' ', src_ip, src_port, dst_ip, dst_port), undirected FROM sessions"
			);
			await engine.close();
			expect(sessions.rows).toHaveLength(began.length);
			for (const [ends, undirected] of sessions.rows)
				if (!undirected) expect(began).toContain(ends);
			expect(sessions.rows.filter(([, undirected]) => !undirected)).not.toEqual([]);
		});

		it('of Argus have the types and codes of ICMP that the packets have', async () => {
			const kinds = async (name: string, table: string) => {
				const { rows } = await readBytes(bytesOfReal(name), { name });
				const messages = rows.filter(
					(row) => row.table === table && /^icmp/.test(String(row.proto))
				);
				return new Map(messages.map((row) => [row.src_ip, [row.src_port, row.dst_port]]));
			};
			const [packets, flows] = [
				await kinds('icmp-kinds.pcap', 'packets'),
				await kinds('ra-icmp-kinds.csv', 'sessions')
			];
			expect(flows.size).toBe(packets.size);
			// Of an answer without a question, Argus prints the question's type, or a parameter problem.
			const made = new Set([0, 14, 129, 134, 136]);
			for (const [from, [type, code]] of packets)
				if (!made.has(Number(type))) expect([from, flows.get(from)]).toEqual([from, [type, code]]);
		});
	}
);
