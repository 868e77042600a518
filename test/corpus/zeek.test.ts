import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { canonicalAddress } from '#lib/address.ts';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { corpusFolder, filesIn, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';

const folder = join(corpusFolder, 'zeek/logs');
const MASK = 'XXXXXXXXXX.XXXXXX';
const TIME = '1700000000.123456';
const ISO = '2023-11-14T22:13:20.123456Z';

/** A log cut by nothing but tabs; `fields` maps names to values as written. */
interface SimpleLog {
	path: string;
	types: Map<string, string>;
	lines: { text: string; fields: Map<string, string> }[];
}

function simply(text: string): SimpleLog {
	const lines = text.split('\n');
	const header = (name: string) =>
		lines
			.find((line) => line.startsWith(`#${name}\t`))!
			.split('\t')
			.slice(1);
	const names = header('fields');
	const types = header('types');
	return {
		path: header('path')[0]!,
		types: new Map(names.map((name, i) => [name, types[i]!])),
		lines: lines
			.filter((line) => line !== '' && !line.startsWith('#'))
			.map((line) => ({
				text: line,
				fields: new Map(line.split('\t').map((value, i) => [names[i]!, value]))
			}))
	};
}

function plain(value: string | undefined): string | null {
	if (value === undefined || value === '-' || value === '(empty)') return null;
	return value.replace(/\\(\\|x[0-9a-f]{2})/g, (_, escape: string) =>
		escape === '\\' ? '\\' : String.fromCharCode(parseInt(escape.slice(1), 16))
	);
}

type Want = (field: (name: string) => string | null) => unknown;

const text =
	(name: string): Want =>
	(field) =>
		field(name);
const number =
	(name: string): Want =>
	(field) =>
		field(name) === null ? null : Number(field(name));
const address =
	(name: string): Want =>
	(field) =>
		field(name) === null ? null : canonicalAddress(field(name)!);
const truth =
	(name: string): Want =>
	(field) =>
		field(name) === null ? null : field(name) === 'T';

const endpoints: Record<string, Want> = {
	src_ip: address('id.orig_h'),
	src_port: number('id.orig_p'),
	dst_ip: address('id.resp_h'),
	dst_port: number('id.resp_p')
};

/** The table of each log, and what each column should be. */
const wanted: Record<string, { table: string; columns: Record<string, Want> }> = {
	conn: {
		table: 'sessions',
		columns: {
			...endpoints,
			duration: number('duration'),
			service: text('service'),
			conn_state: text('conn_state'),
			history: text('history'),
			src_bytes: number('orig_bytes'),
			dst_bytes: number('resp_bytes'),
			src_packets: number('orig_pkts'),
			dst_packets: number('resp_pkts'),
			uid: text('uid'),
			proto: (field) => (field('ip_proto') === '58' ? 'icmp6' : field('proto'))
		}
	},
	http: {
		table: 'web',
		columns: {
			...endpoints,
			host: text('host'),
			method: text('method'),
			url: text('uri'),
			path: (field) => field('uri')?.replace(/\?.*$/, '') ?? null,
			query: (field) => /\?(.*)$/.exec(field('uri') ?? '')?.[1] ?? null,
			status: number('status_code'),
			bytes: number('response_body_len'),
			user_agent: text('user_agent'),
			referer: text('referrer'),
			user: text('username')
		}
	},
	dns: {
		table: 'dns',
		columns: {
			...endpoints,
			proto: text('proto'),
			query: text('query'),
			qtype: text('qtype_name'),
			rcode: text('rcode_name'),
			answers: text('answers'),
			rtt: number('rtt'),
			transaction_id: number('trans_id'),
			uid: text('uid')
		}
	},
	ssl: {
		table: 'tls',
		columns: {
			...endpoints,
			version: text('version'),
			cipher: text('cipher'),
			server_name: text('server_name'),
			fingerprint: (field) => field('cert_chain_fps')?.split(',')[0] ?? null,
			established: truth('established'),
			uid: text('uid')
		}
	},
	files: {
		table: 'files',
		columns: {
			...endpoints,
			fuid: text('fuid'),
			filename: text('filename'),
			mime_type: text('mime_type'),
			size: number('seen_bytes'),
			md5: text('md5'),
			sha1: text('sha1'),
			sha256: text('sha256'),
			service: text('source'),
			uid: text('uid')
		}
	},
	notice: {
		table: 'alerts',
		columns: {
			src_ip: (field) => canonicalAddress(field('id.orig_h') ?? field('src') ?? ''),
			dst_ip: (field) => canonicalAddress(field('id.resp_h') ?? field('dst') ?? ''),
			signature: text('note'),
			flow_id: text('uid'),
			classification: () => null,
			action: () => null
		}
	}
};

function jsonValue(value: string, type: string): unknown {
	const list = /^(?:set|vector)\[(.*)\]$/.exec(type);
	if (list !== null)
		return value === '(empty)' ? [] : value.split(',').map((part) => jsonValue(part, list[1]!));
	if (['count', 'int', 'port', 'double', 'interval', 'time'].includes(type)) return Number(value);
	return type === 'bool' ? value === 'T' : plain(value);
}

/** The log as Zeek would write it in JSON. */
function asJson(log: SimpleLog): string {
	const objects = log.lines.map(({ fields }) => {
		const known = [...fields].filter(([, value]) => value !== '-');
		const values = known.map(([name, value]) => [name, jsonValue(value, log.types.get(name)!)]);
		return JSON.stringify({ _path: log.path, ...Object.fromEntries(values) });
	});
	return objects.join('\n');
}

function eventOf(row: RowObject): RowObject {
	const place = ['source_id', 'alert_id', 'byte_offset', 'byte_length'];
	return Object.fromEntries(Object.entries(row).filter(([name]) => !place.includes(name)));
}

const files = filesIn(folder, (name) => name.endsWith('.log'));

describe.skipIf(missing(['zeek/logs']) !== null)('real logs of Zeek', () => {
	it('are 29', () => expect(files).toHaveLength(29));

	describe.each(files.map((path) => [basename(path), path]))('%s', async (_name, path) => {
		const source = readFileSync(path, 'utf8');
		const log = simply(source);
		const unmasked = bytesOf(source.replaceAll(MASK, TIME));
		const { receipt, rows } = await readBytes(unmasked);
		const want = wanted[log.path];

		it('accounts for every line, and refuses each masked time for what it is', async () => {
			const masked = await readBytes(bytesOf(source));
			const isMasked = log.lines.filter((line) => line.text.startsWith(MASK)).length;
			expect(masked.receipt.format).toBe('zeek');
			expect(masked.receipt.records).toBe(log.lines.length);
			expect(masked.rows).toHaveLength(log.lines.length - isMasked);
			expect(masked.receipt.rejects.map((reject) => reject.reason)).toEqual(
				Array.from({ length: isMasked }, () => `no such time: ${MASK}`)
			);
		});

		it('becomes a row for every line once the times are there', () => {
			expect([receipt.rejects, receipt.notes]).toEqual([[], []]);
			expect(receipt.rows).toEqual({ [want?.table ?? 'native']: log.lines.length });
		});

		it('holds what a simple split of each line finds', () => {
			log.lines.forEach(({ fields }, i) => {
				const field = (name: string) => plain(fields.get(name));
				const expected = Object.entries(want?.columns ?? {}).map(([name, of]) => [name, of(field)]);
				expect(rows[i]).toMatchObject(Object.fromEntries(expected));
				if (want !== undefined)
					expect(rows[i]!.ts).toBe(fields.get('ts') === MASK ? ISO : rows[i]!.ts);
			});
		});

		it('lies where its rows say', () => {
			log.lines.forEach((line, i) => {
				const [offset, length] = [rows[i]!.byte_offset as number, rows[i]!.byte_length as number];
				const written = line.text.replaceAll(MASK, TIME);
				expect(textOf(unmasked, offset, offset + length)).toBe(written);
			});
		});

		const inJson = async () => {
			const json = bytesOf(asJson(simply(textOf(unmasked))));
			const again = await readBytes(json);
			expect(again.receipt.format).toBe('zeek');
			expect(again.rows.map(eventOf)).toEqual(rows.map(eventOf));
		};
		if (want !== undefined) it('gives the same rows in JSON', inJson);
	});
});
