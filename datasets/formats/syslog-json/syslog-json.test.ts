import { describe, expect, it } from 'vitest';
import { formats } from '../../index.ts';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { planFrom } from '#lib/settled-years.ts';
import { TimeReader } from '#lib/time-reader.ts';
import { Zone } from '#lib/zone.ts';
import type { RowObject } from '#tables/row-objects.ts';
import { readBytes } from '#test/support/read-bytes.ts';
import { samplesOf } from '#test/support/samples.ts';
import type { Message } from '../../format.ts';
import { emptyMessage, readMessage } from '../../records/lines/syslog-message.ts';

/** A row without its place; of one in native columns, which are those of the record and not of its text, nothing else. */
const placeless = (row: RowObject) => ({
	...(row.table === 'native' ? { table: row.table, record: row.record } : row),
	byte_offset: null,
	byte_length: null,
	source_id: null,
	alert_id: null
});

async function read(lines: readonly string[], as: string) {
	const { rows, receipt } = await readBytes(bytesOf(lines.join('\n')), { settings: { as } });
	const rejects = receipt.rejects.map(({ record }) => record);
	return { rows: rows.map(placeless), rejects, by: receipt.by_format };
}

/** A line with the header of RFC 3164; null for any other. */
function headed(line: string): Message | null {
	const message = emptyMessage();
	const bytes = bytesOf(line);
	readMessage(message, new TimeReader(new Zone('UTC'), planFrom(2026), 0), {
		bytes,
		start: 0,
		end: bytes.length
	});
	const { ts, hostStart, hostEnd, rest, programStart } = message;
	return ts !== null && hostEnd > hostStart && programStart >= rest ? message : null;
}

const isoOf = (ts: number | bigint) => new Date(Number(ts) / 1000).toISOString();

/** As rsyslog writes it with `jsonmesg`. */
function byRsyslog({ bytes, ts, priority, hostStart, hostEnd, rest, start, end }: Message): string {
	return JSON.stringify({
		timereported: isoOf(ts!),
		hostname: textOf(bytes, hostStart, hostEnd),
		...(priority < 0 ? {} : { pri: String(priority) }),
		syslogtag: textOf(bytes, rest, start).trimEnd(),
		msg: textOf(bytes, Math.max(rest, start - 1), end)
	});
}

/** The line as rsyslog writes it with that time. */
function asLine({ bytes, ts, priority, hostStart, end }: Message): string {
	const pri = priority < 0 ? '' : `<${priority}>`;
	return `${pri}${isoOf(ts!)} ${textOf(bytes, hostStart, end)}`;
}

const carried = formats.filter(({ messages }) => messages !== undefined).map(({ name }) => name);
const messagesIn = (name: string) =>
	samplesOf(name)
		.filter(({ bytes }) => bytes.length < 200_000)
		.flatMap(({ bytes }) => textOf(bytes, 0, bytes.length).split(/\r?\n/))
		.filter((line) => line !== '')
		.flatMap((line) => headed(line) ?? []);

describe('a message of syslog in JSON becomes the rows that its line becomes', () => {
	const found = carried.map((name) => [name, messagesIn(name)] as const);
	it('of many formats', () => {
		expect(found.filter(([, messages]) => messages.length > 0).length).toBeGreaterThan(12);
	});
	it.each(found.filter(([, messages]) => messages.length > 0))('%s', async (_, messages) => {
		const lines = await read(messages.map(asLine), 'syslog');
		expect(await read(messages.map(byRsyslog), 'syslog-json')).toEqual(lines);
	});
});

describe('journald', () => {
	const entry = (more: object) =>
		JSON.stringify({ __REALTIME_TIMESTAMP: '1767496656000000', MESSAGE: 'x', ...more });
	const rowOf = async (more: object) => (await read([entry(more)], 'syslog-json')).rows[0];

	it('says the severity without a facility, and with one both', async () => {
		expect(await rowOf({ PRIORITY: '3' })).toMatchObject({ severity: 3, category: null });
		expect(await rowOf({ PRIORITY: '3', SYSLOG_FACILITY: '10' })).toMatchObject({
			severity: 3,
			category: 'authpriv'
		});
		expect(await rowOf({ PRIORITY: '9' })).toMatchObject({ severity: null, category: null });
	});
	it('has the time that the text forms show, and the text of a list of bytes', async () => {
		const row = await rowOf({
			_SOURCE_REALTIME_TIMESTAMP: '1767496655000001',
			MESSAGE: [99, 97, 102, 195, 169]
		});
		expect(row).toMatchObject({ ts: '2026-01-04T03:17:35.000001Z', message: 'café' });
	});
	it('names a program whatever its name is, and takes no other word for one', async () => {
		expect(await rowOf({ SYSLOG_IDENTIFIER: '(my app)', MESSAGE: 'a: b' })).toMatchObject({
			process: '(my app)',
			message: 'a: b'
		});
		expect(await rowOf({ MESSAGE: 'sshd[1]: b' })).toMatchObject({ process: null });
	});
	it('keeps its own native columns once, of what no format has a table for too', async () => {
		const text =
			'type="utm" subtype="voip" level="notice" vd="root" logid="0814044032" devid="x" eventtime=1767496656';
		const { rows, receipt } = await readBytes(
			bytesOf([entry({ MESSAGE: text }), entry({ SYSLOG_IDENTIFIER: 'a' })].join('\n')),
			{ settings: { native: true } }
		);
		expect(receipt.format).toBe('syslog-json');
		expect(rows.filter(({ table }) => table === 'native')).toMatchObject([
			{ record: 1, MESSAGE: text },
			{ record: 2, SYSLOG_IDENTIFIER: 'a' }
		]);
		expect(receipt.rejects).toEqual([]);
	});
});
