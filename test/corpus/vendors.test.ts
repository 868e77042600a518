import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatNamed } from '#datasets/index.ts';
import { messagesOf } from '#datasets/records/lines/messages.ts';
import { corpusBytes, corpusFolder, filesIn, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';

/** Formats of firewalls of which the corpus has no logs: what it has is what they must leave to others. */
const vendors = [
	'fortigate', 'palo-alto', 'check-point', 'juniper-srx', 'sonicwall', 'sophos', 'cef', 'leef'
]; // prettier-ignore

const reason = missing(['crowdsec', 'apache', 'suricata', 'zeek', 'flows']);
const folder = reason === null ? describe : describe.skip;
const MOST_LINES = 2000;

function linesOf(path: string): string[] {
	return readFileSync(path, 'utf8').split('\n').slice(0, MOST_LINES);
}

function casesOf(path: string): string[] {
	const lines = linesOf(path).filter((line) => line !== '');
	return lines.map((line) => (JSON.parse(line) as { raw: string }).raw);
}

/** Lines of every text in the corpus. */
function allLines(): string[] {
	const cases = filesIn(join(corpusFolder, 'crowdsec'), (name) => name.endsWith('.cases.ndjson'));
	const others = ['apache', 'suricata', 'zeek/logs', 'flows'].flatMap((name) =>
		filesIn(join(corpusFolder, name), (file) => /\.(log|csv|ndjson)$/.test(file))
	);
	return [...cases.flatMap(casesOf), ...others.flatMap(linesOf)].filter(
		(line) => line.trim() !== ''
	);
}

folder('formats of firewall vendors', () => {
	const lines = reason === null ? allLines() : [];
	const head = { bytes: new Uint8Array(0), lines, whole: true };

	it('there are real logs of many other kinds', () => expect(lines.length).toBeGreaterThan(3000));

	it.each(vendors)('%s claims no line of any of them', (name) => {
		const { messages } = formatNamed(name);
		const claimed: string[] = [];
		let at = 0;
		for (const message of messagesOf(head)) {
			if (messages!.fits(message)) claimed.push(lines[at]!);
			at++;
		}
		expect(at).toBe(lines.length);
		expect(claimed).toEqual([]);
	});

	it.each(vendors)('%s refuses every record of an access log, and says why', async (name) => {
		const bytes = corpusBytes('apache/apache_combined.log');
		const { receipt, rows } = await readBytes(bytes, { settings: { as: name } });
		expect(rows).toEqual([]);
		expect(receipt.rejects).toHaveLength(receipt.records);
		for (const { reason: why } of receipt.rejects.slice(0, 20))
			expect(why).toMatch(/^(not an?|no) /);
	});
});
