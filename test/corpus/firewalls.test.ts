import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { bytesOf } from '#lib/bytes.ts';
import { corpusFolder, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';

/** A log line and what another parser found in it; every value is text, and an absent key asserts nothing. */
interface Case {
	line: number;
	raw: string;
	s01: boolean;
	expected: Record<string, string | undefined>;
}

const reason = missing(['crowdsec']);
const folder = reason === null ? describe : describe.skip;

/** Collections of lines that may be beside the checkout, and the format that reads them. */
const collections = [
	['iptables-logs', 'iptables'],
	['pf-logs', 'filterlog'],
	['pfsense-rfc5424-filterlog', 'filterlog']
] as const;

const cases = collections.flatMap(([name, format]) => {
	const path = join(corpusFolder, 'crowdsec', `${name}.cases.ndjson`);
	if (reason !== null || !existsSync(path)) return [];
	const lines = readFileSync(path, 'utf8').trim().split('\n');
	return lines.map((line) => ({ name, format, ...(JSON.parse(line) as Case) }));
});

function textIn(value: unknown): string | undefined {
	return value === null || value === undefined ? undefined : String(value);
}

/** What a row says, under the names by which a case asserts it. */
function assertedOf(row: RowObject): Record<string, string | undefined> {
	return {
		src_ip: textIn(row.src_ip),
		src_port: textIn(row.src_port),
		dst_ip: textIn(row.dst_ip),
		dst_port: textIn(row.dst_port),
		proto: textIn(row.proto)
	};
}

folder('firewall lines that another parser reads', () => {
	const read = cases.filter(({ s01, expected }) => s01 && expected.src_ip !== undefined);

	it('there are some', () => expect(read.length).toBeGreaterThan(2));

	it.each(read)('$name, line $line', async ({ raw, expected, format }) => {
		const { rows, receipt } = await readBytes(bytesOf(raw), { settings: { year: 2020 } });
		expect([receipt.format, receipt.records, receipt.rejects]).toEqual([format, 1, []]);
		const found = assertedOf(rows[0]!);
		const wanted = Object.entries({ ...expected, proto: expected.proto?.toLowerCase() });
		for (const [key, value] of wanted)
			if (value !== undefined && key in found) expect([key, found[key]]).toEqual([key, value]);
	});
});

folder('all firewall lines of one collection together', () => {
	const names = [...new Set(cases.map(({ name }) => name))];

	it.each(names)('%s is read by one format, and every line is a row or a reject', async (name) => {
		const own = cases.filter((one) => one.name === name);
		const bytes = bytesOf(own.map(({ raw }) => raw).join('\n'));
		const { rows, receipt } = await readBytes(bytes, { settings: { as: own[0]!.format } });
		expect(receipt.records).toBe(own.length);
		expect(rows.length + receipt.rejects.length).toBe(own.length);
		const refused = receipt.rejects.map(({ record }) => own[record - 1]!.s01);
		expect(refused).not.toContain(true);
	});
});
