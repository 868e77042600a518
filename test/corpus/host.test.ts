import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { corpusFolder, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';

/** A line and what another parser found in it; `s01` says whether that parser read it at all. */
interface Case {
	line: number;
	raw: string;
	s01: boolean;
	expected: Record<string, string | undefined>;
	all: Record<string, unknown>;
}

const reason = missing(['crowdsec/sshd-logs.cases.ndjson']);
const folder = reason === null ? describe : describe.skip;

function casesOf(name: string): Case[] {
	if (reason !== null) return [];
	const text = readFileSync(join(corpusFolder, 'crowdsec', `${name}.cases.ndjson`), 'utf8');
	return text
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Case);
}

folder('lines of sshd that another parser has read', () => {
	const cases = casesOf('sshd-logs');

	it('there are some', () => expect(cases.length).toBeGreaterThan(20));

	it.each(cases)('line $line', async ({ raw, s01, expected, all }) => {
		const { rows, receipt } = await readBytes(bytesOf(raw), { settings: { year: 2020 } });
		expect(receipt.format).toBe('auth-log');
		expect(receipt.rejects).toEqual([]);
		const row = rows[0]!;
		if (expected.host !== undefined) expect(row.host).toBe(expected.host);
		if (expected.program !== undefined) expect(row.process).toBe(expected.program);
		expect(row.src_ip ?? undefined).toBe(expected.src_ip);
		expect(row.user ?? undefined).toBe(all['Meta:target_user']);
		expect(row.action !== null, 'an action is known where they know the kind').toBe(s01);
	});
});
