import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RowObject } from '#arrow/row-objects.ts';
import { rowObjects } from '#engine/engine.ts';
import { textOf } from '#lib/bytes.ts';
import { protocolName } from '#lib/protocols.ts';
import { isoOf } from '#lib/time.ts';
import { corpusFolder, missing } from '../support/corpus.ts';
import { emptyBench, loadText } from '../support/evidence.ts';
import { readBytes } from '../support/read-bytes.ts';

const folder = missing(['flows']) === null ? describe : describe.skip;

/** The values of a record by the names of its header, cut by nothing but commas. */
type Values = Record<string, string>;

async function read(name: string) {
	const bytes = new Uint8Array(readFileSync(join(corpusFolder, 'flows', name)));
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
		expect(receipt.rows).toEqual({ sessions: flows });
		expect(receipt.notes).toEqual(['times without a zone were read as UTC']);
	});

	it('hold what a simple split of each line finds', async () => {
		const { records, rows, lines, bytes } = await read('nfdump.csv');
		rows.forEach((row, i) => {
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
		const { bytes, rows } = await read('nfdump.csv');
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
			const [forth, back] = [pair.record, pair.reply_record].map((at) => rows[Number(at) - 1]!);
			expect([back!.src_ip, back!.dst_ip]).toEqual([forth!.dst_ip, forth!.src_ip]);
			if (pair.proto === 'tcp' || pair.proto === 'udp')
				expect([back!.src_port, back!.dst_port]).toEqual([forth!.dst_port, forth!.src_port]);
		}
		expect(pairs.length).toBeGreaterThan(90);
	});
});
