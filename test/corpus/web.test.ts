import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { bytesOf } from '#lib/bytes.ts';
import { corpusFolder, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';

/** A log line and what another parser found in it; every value is text, and an absent key asserts nothing. */
interface Case {
	name: string;
	line: number;
	raw: string;
	expected: Record<string, string | undefined>;
}

const reason = missing(['crowdsec', 'apache']);
const folder = reason === null ? describe : describe.skip;
const format: Record<string, string> = {
	'apache2-logs': 'apache-error',
	'nginx_http-logs': 'nginx-error'
};

function casesOf(name: string): Case[] {
	if (reason !== null) return [];
	const text = readFileSync(join(corpusFolder, 'crowdsec', `${name}.cases.ndjson`), 'utf8');
	const lines = text.trim().split('\n');
	return lines.map((line) => ({ name, ...(JSON.parse(line) as Omit<Case, 'name'>) }));
}

async function onlyRow(raw: string, of: string): Promise<RowObject> {
	const { rows, receipt } = await readBytes(bytesOf(raw));
	expect([receipt.format, receipt.records, receipt.rejects]).toEqual([of, 1, []]);
	expect(rows).toHaveLength(1);
	return rows[0]!;
}

folder('errors of web servers', () => {
	const all = Object.keys(format).flatMap(casesOf);
	const errors = all.filter(({ expected }) => expected.log_type === 'http_error-log');

	it.each(errors)('$name, line $line', async ({ name, raw, expected }) => {
		const row = await onlyRow(raw, format[name]!);
		expect(row.table).toBe('host');
		expect(row.src_ip).toBe(expected.src_ip);
		if (expected.user !== undefined) expect(row.user).toBe(expected.user);
		if (expected.path !== undefined) expect(row.path).toBe(expected.path);
		const { timestamp } = expected;
		if (timestamp !== undefined) expect(row.ts).toBe(timestamp.replace('Z', '.000000Z'));
		expect(raw).toContain(row.message as string);
	});

	it('there are cases of both servers', () => {
		expect(new Set(errors.map(({ name }) => name)).size).toBe(2);
	});

	it('lines of access log and error log in one file are each read by their own format', async () => {
		const bytes = bytesOf(
			all.map(({ raw }) => `<190>Jun  8 06:49:01 web1 nginx: ${raw}\n`).join('')
		);
		const { rows, receipt } = await readBytes(bytes);
		expect([receipt.format, receipt.records, receipt.rejects]).toEqual(['syslog', all.length, []]);
		expect(rows.filter(({ table }) => table === 'host')).toHaveLength(errors.length);
		expect(rows.filter(({ table }) => table === 'web')).toHaveLength(all.length - errors.length);
	});
});

folder('the access log of 10,000 requests, written as other programs would', () => {
	const text =
		reason === null ? readFileSync(join(corpusFolder, 'apache/apache_combined.log'), 'utf8') : '';
	const lines = text.trim().split('\n');
	const told = (rows: RowObject[]) =>
		rows.map(({ src_ip, method, url, status }) => [src_ip, method, url, status]);

	async function original(): Promise<RowObject[]> {
		const { rows, receipt } = await readBytes(bytesOf(text));
		expect(receipt.format).toBe('web-combined');
		return rows;
	}

	it('squid adds how it answered', async () => {
		const squid = lines.map((line) => `${line} TCP_MISS:HIER_DIRECT\n`).join('');
		const { rows, receipt } = await readBytes(bytesOf(squid));
		expect(receipt.format).toBe('web-combined');
		expect(told(rows)).toEqual(told(await original()));
	});

	it('traefik adds count, router, service and time', async () => {
		const traefik = lines.map(
			(line, i) => `${line} ${i} "web@docker" "http://172.17.0.2:80" 12ms\n`
		);
		const { rows, receipt } = await readBytes(bytesOf(traefik.join('')));
		expect(receipt.format).toBe('web-combined');
		expect(told(rows)).toEqual(told(await original()));
	});

	it('IIS has the same requests in its fields', async () => {
		const requests = await original();
		const fields = '#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status\n';
		const iis = requests.map(({ ts, src_ip, method, path, query, status }) => {
			const [date, time] = String(ts).split(/[T.]/);
			const target = `${String(path ?? '-')} ${String(query ?? '-')}`;
			return `${date} ${time} ${String(src_ip)} ${String(method)} ${target} ${String(status)}\n`;
		});
		const { rows, receipt } = await readBytes(bytesOf(fields + iis.join('')));
		expect([receipt.format, receipt.rejects]).toEqual(['iis-w3c', []]);
		expect(rows.map(({ ts }) => ts)).toEqual(requests.map(({ ts }) => ts));
		// A question mark with nothing behind it is no query, and IIS logs none.
		const withPath = requests.map((row): RowObject => {
			const bare = row.url === `${String(row.path)}?`;
			return bare ? { ...row, url: row.path ?? null } : row;
		});
		expect(told(rows)).toEqual(told(withPath));
	});
});
