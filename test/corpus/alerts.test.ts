import { describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { corpusBytes, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';

const eve = 'suricata/eve-alerts.ndjson';
const fast = 'crowdsec/suricata-logs-fastlog.cases.ndjson';
const header = 'Jan 15 03:17:36 ids1 suricata[12]: ';

const placing = new Set([
	'source_id',
	'alert_id',
	'record',
	'byte_offset',
	'byte_length',
	'sensor'
]);

/** What rows say, but for where they stand and who sent them. */
function said(rows: RowObject[], except: string[] = []): RowObject[] {
	const left = new Set([...placing, ...except]);
	return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !left.has(name))));
} // prettier-ignore

function linesOf(file: string): string[] {
	return textOf(corpusBytes(file)).split('\n').filter(Boolean);
}

describe.skipIf(missing([eve]) !== null)('real alerts of Suricata, carried otherwise', async () => {
	const lines = linesOf(eve);
	const documents = lines.map((line) => `{"_index":"a","_id":"b","_source":${line}}`);
	const { rows } = await readBytes(bytesOf(lines.join('\n')));

	it.each([
		['behind a syslog header', lines.map((line) => header + line).join('\n')],
		['behind a syslog header and @cee:', lines.map((line) => `${header}@cee: ${line}`).join('\n')],
		['as an array', `[${lines.join(',\n')}]`],
		['as an array that is printed', JSON.stringify(lines.map((line) => JSON.parse(line) as unknown), null, 2)],
		['as documents of a dump', documents.join('\n')],
		['in the answer of a search', `{"took":1,"hits":{"total":548,"hits":[${documents.join(',')}]}}`]
	])('are the same rows %s', async (how, text) => {
		const result = await readBytes(bytesOf(text), { modified: '2020-01-01T00:00:00Z' });
		expect(result.receipt.format).toBe('suricata-eve');
		expect([result.receipt.records, result.receipt.rejects]).toEqual([548, []]);
		// JSON.parse knows no integers beyond 2^53, and a flow has such an id.
		const except = how.endsWith('printed') ? ['flow_id'] : [];
		expect(said(result.rows, except)).toEqual(said(rows, except));
	}); // prettier-ignore
});

describe.skipIf(missing([fast]) !== null)(
	'real fast alerts, as they are sent to syslog',
	async () => {
		const lines = linesOf(fast).map((line) => (JSON.parse(line) as { raw: string }).raw);
		const { rows, receipt } = await readBytes(bytesOf(lines.join('\n')));

		it('say the same but for the time', async () => {
			const sent = lines.map((line) => {
			const [, marker, ids, text, rest] = /^\S+\s+(\[\w+\] )?\[\*\*\] (\[\S+\]) (.*?) \[\*\*\] (.*)$/.exec(line)!;
			return `${header}${marker ?? ''}${ids} ${text} ${rest}`;
		}); // prettier-ignore
			const result = await readBytes(bytesOf(sent.join('\n')));
			expect(result.receipt.format).toBe('suricata-fast');
			expect(result.receipt.rejects).toEqual([]);
			expect(receipt.rejects).toEqual([]);
			expect(said(result.rows, ['ts'])).toEqual(said(rows, ['ts']));
			for (const row of result.rows) expect(row.sensor).toBe('ids1');
		});
	}
);
