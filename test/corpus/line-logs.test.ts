import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { corpusFolder, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';

/** A log line and what another parser found in it; every value is text, and an absent key asserts nothing. */
interface Case {
	line: number;
	raw: string;
	/** Whether that parser read the line at all. */
	s01: boolean;
	expected: Record<string, string | undefined>;
}

const reason = missing(['crowdsec', 'apache']);
const folder = reason === null ? describe : describe.skip;

function casesOf(name: string): Case[] {
	if (reason !== null) return [];
	const text = readFileSync(join(corpusFolder, 'crowdsec', `${name}.cases.ndjson`), 'utf8');
	return text
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Case);
}

async function onlyRow(raw: string, format: string): Promise<RowObject | null> {
	const { rows, receipt } = await readBytes(bytesOf(raw), { settings: { year: 2020 } });
	expect(receipt.format).toBe(format);
	expect(receipt.records).toBe(1);
	return rows[0] ?? null;
}

/** Compares each key that the case asserts. A stamp without a year asserts the rest of it. */
function expectRow(
	row: RowObject | null,
	asserted: Record<string, [unknown, string | undefined]>
): void {
	expect(row).not.toBeNull();
	for (const [name, [found, wanted]] of Object.entries(asserted)) {
		if (wanted !== undefined) expect([name, found]).toEqual([name, wanted]);
	}
}

/** `2022-07-11T08:36:12.34543Z` as the six decimals say it; `-06-08T14:34:33Z` for a stamp without a year. */
function stampOf(ts: unknown, wanted: string | undefined): [unknown, string | undefined] {
	if (wanted === undefined) return [ts, undefined];
	const [, whole, below] = /^(.*?)(?:\.(\d+))?Z$/.exec(wanted)!;
	const full = `${whole}.${(below ?? '').padEnd(6, '0')}Z`;
	return [full.startsWith('-') ? String(ts).slice(4) : ts, full];
}

function textIn(value: unknown): string | undefined {
	return value === null || value === undefined ? undefined : String(value);
}

folder('crowdsec cases', () => {
	it.each(casesOf('suricata-logs-fastlog'))('fast alert, line $line', async ({ raw, expected }) => {
		const row = await onlyRow(raw, 'suricata-fast');
		expectRow(row, {
			ts: stampOf(row?.ts, expected.timestamp),
			src_ip: [row?.src_ip, expected.src_ip],
			src_port: [textIn(row?.src_port), expected.src_port],
			dst_ip: [row?.dst_ip, expected.dst_ip],
			dst_port: [textIn(row?.dst_port), expected.dst_port],
			proto: [row?.proto, expected.proto?.toLowerCase()],
			priority: [textIn(row?.priority), expected.severity]
		});
	});

	const packets = casesOf('iptables-logs');
	it.each(packets.filter(({ s01 }) => s01))('packet log, line $line', async ({ raw, expected }) => {
		const row = await onlyRow(raw, 'iptables');
		// Of a UDP packet they keep the length that UDP names; the column is the length of the packet.
		const length = /PROTO=UDP/.test(raw) ? / LEN=(\d+)/.exec(raw)![1] : expected.bytes;
		expectRow(row, {
			ts: stampOf(row?.ts, expected.timestamp),
			src_ip: [row?.src_ip, expected.src_ip],
			src_port: [textIn(row?.src_port), expected.src_port],
			dst_ip: [row?.dst_ip, expected.dst_ip],
			dst_port: [textIn(row?.dst_port), expected.dst_port],
			proto: [row?.proto, expected.proto?.toLowerCase()],
			device: [row?.device, expected.host],
			bytes: [textIn(row?.bytes), length]
		});
	});

	it('a line that they refuse is refused here too', async () => {
		const refused = packets.filter(({ s01 }) => !s01);
		expect(refused).not.toHaveLength(0);
		for (const { raw } of refused) {
			const { receipt } = await readBytes(bytesOf(raw), { settings: { as: 'iptables' } });
			expect(receipt.rejects).toHaveLength(1);
		}
	});

	const requests = ['apache2-logs', 'nginx_http-logs'].flatMap((name) =>
		casesOf(name).map((one) => ({ name, ...one }))
	);
	const access = requests.filter(({ expected }) => expected.log_type === 'http_access-log');

	it.each(access)('$name, line $line', async ({ raw, expected }) => {
		const row = await onlyRow(raw, 'web-combined');
		expectRow(row, {
			ts: stampOf(row?.ts, expected.timestamp),
			src_ip: [row?.src_ip, expected.src_ip],
			method: [row?.method, expected.method],
			url: [row?.url, expected.path],
			status: [textIn(row?.status), expected.status],
			bytes: [textIn(row?.bytes), expected.bytes],
			user_agent: [row?.user_agent ?? '-', expected.user_agent],
			host: [row?.host, expected.host],
			user: [row?.user, expected.user]
		});
	});

	it('there are cases of each', () => {
		expect(packets.length).toBeGreaterThan(3);
		expect(access.length).toBeGreaterThan(12);
	});
});

folder('the access log of 10,000 requests', () => {
	const path = join(corpusFolder, 'apache/apache_combined.log');

	it('is read to the last record, and the one that is cut keeps what it has', async () => {
		const bytes = new Uint8Array(readFileSync(path));
		const { receipt, rows } = await readBytes(bytes);
		expect(receipt.format).toBe('web-combined');
		expect([receipt.records, rows.length, receipt.rejects]).toEqual([10_000, 10_000, []]);
		expect(receipt.notes).toEqual(['a line is cut within its user_agent; that field was left out']);
		expect([receipt.first_ts, receipt.last_ts]).toEqual([
			'2015-05-17T10:05:00.000000Z',
			'2015-05-20T21:05:59.000000Z'
		]);
	});

	it('every row agrees with its own line, word by word', async () => {
		const bytes = new Uint8Array(readFileSync(path));
		const { rows } = await readBytes(bytes);
		for (const row of rows) {
			const start = row.byte_offset as number;
			const line = textOf(bytes, start, start + (row.byte_length as number));
			const [client, , user] = line.split(' ');
			const [, request, result, referer, , agent] = line.split('"');
			expect(row.src_ip).toBe(client);
			expect(row.user ?? '-').toBe(user);
			expect(request).toContain(`${String(row.method)} ${String(row.url)} HTTP/`);
			expect(result!.trim()).toBe(`${String(row.status)} ${String(row.bytes ?? '-')}`);
			expect(row.referer ?? '-').toBe(referer);
			if (line.endsWith('"')) expect(row.user_agent ?? '-').toBe(agent);
		}
	});
});
