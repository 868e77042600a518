import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventTableName } from '#tables/event-tables.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import { copyNotes, settleCopies } from '#engine/derived/copies.ts';
import { layAside, putBack } from '#engine/store/laid-aside.ts';
import { removeSource } from '#engine/store/load.ts';
import { refreshDerived } from '#engine/derived/refresh-derived.ts';
import { schemaStatements } from '#engine/store/schema.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';
import { incidentsFolder } from './support/incident-files.ts';
import { wasmInNode } from './support/wasm-in-node.ts';

let bench: Bench;
beforeEach(async () => void (bench = await emptyBench()));
afterEach(async () => bench.engine.close());

const sourceOf = (name: string) =>
	readFileSync(join(incidentsFolder, 'block-listed-source/sources', name));

const load = (name: string, content: string | Uint8Array) =>
	loadText(bench.connection, name, content);

async function countOf(table: EventTableName): Promise<number> {
	const { rows } = await bench.connection.query(`SELECT count(*) FROM ${table}`);
	return Number(rows[0]![0]);
}

const told = async () => (await copyNotes(bench.connection)).map(({ sentence }) => sentence);

/** Lines of an access log, one for each second that is given. */
function access(...seconds: number[]): string {
	const line = (second: number) => {
		const time = new Date(Date.UTC(2007, 0, 15, 3, 0, second)).toISOString();
		return `192.0.2.9 - - [15/Jan/2007:${time.slice(11, 19)} +0000] "GET /health HTTP/1.1" 200 2 "-" "probe/1.0"\n`;
	};
	return seconds.map(line).join('');
}

const from = (first: number, last: number) =>
	Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('records that stand in two sources', () => {
	it.each([
		['conn.log', 'sessions'],
		['fw-1.log', 'firewall'],
		['access.log', 'web'],
		['fast.log', 'alerts'],
		['flow.pcap', 'packets']
	] as const)('of a %s and its packed copy count once, and it is said', async (name, table) => {
		const first = await load(`first-${name}`, sourceOf(name));
		const again = await load(`${name}.gz`, gzipSync(sourceOf(name)));
		const rows = first.rows[table]!;
		expect(again.rows[table]).toBe(rows);
		expect(await countOf(table)).toBe(rows);
		expect(await told()).toEqual([
			`${rows} rows of ${table} stand in first-${name} too, and are counted there alone`
		]);
	});

	it('count for the later source once the earlier one is gone, and once again when it is back', async () => {
		const { connection } = bench;
		const first = await load('first.log', sourceOf('conn.log'));
		await load('again.log.gz', gzipSync(sourceOf('conn.log')));
		const aside = await layAside(connection, first.source_id, null);
		await refreshDerived(connection, ['sessions']);
		expect([await countOf('sessions'), await told()]).toEqual([first.rows.sessions, []]);
		await putBack(connection, aside);
		await refreshDerived(connection, ['sessions']);
		expect(await countOf('sessions')).toBe(first.rows.sessions);
		await removeSource(connection, first.source_id, null);
		await refreshDerived(connection, ['sessions']);
		expect([await countOf('sessions'), await told()]).toEqual([first.rows.sessions, []]);
	});

	it('of a capture and its packed copy are packets of one session each', async () => {
		await load('first.pcap', sourceOf('flow.pcap'));
		const sessions = await countOf('sessions');
		await load('again.pcap.gz', gzipSync(sourceOf('flow.pcap')));
		expect(await countOf('sessions')).toBe(sessions);
	});

	it('of an excerpt of a log with ids count once, whatever else the two tell', async () => {
		const lines = sourceOf('conn.log').toString().split('\n');
		const head = lines.slice(0, 8);
		const log = (kept: string[]) => `${[...head, ...kept].join('\n')}\n`;
		await load('one.log', log(lines.slice(8, 40)));
		await load('other.log', log(lines.slice(30, 60).filter((_, i) => i % 2 === 0)));
		expect(await countOf('sessions')).toBe(42);
		expect(await told()).toEqual([
			'5 rows of sessions stand in one.log too, and are counted there alone'
		]);
	});

	it('of rotations that overlap count once', async () => {
		await load('access.log.1', access(...from(0, 29)));
		await load('access.log', access(...from(15, 44)));
		expect(await countOf('web')).toBe(45);
	});

	it('count as often as the source has them that has them more often', async () => {
		await load('one.log', access(1, 1, 1, 2));
		await load('other.log', access(1, 1));
		expect(await countOf('web')).toBe(4);
		await load('third.log', access(1, 1, 1, 1, 2));
		expect(await countOf('web')).toBe(5);
	});
});

describe('records that are alike and may be two', () => {
	it('as those of two servers that are probed in the same seconds, count twice, and it is said', async () => {
		await load('web-1.log', access(...from(0, 40)) + access(41, 43));
		await load(
			'web-2.log',
			access(...from(0, 40).filter((second) => second !== 7)) + access(44, 50)
		);
		expect(await countOf('web')).toBe(43 + 42);
		expect(await told()).toEqual([
			'40 rows of web have the like in web-1.log, and both are counted: nothing tells that they are the same'
		]);
	});

	it('as the last of one log and the first of the next in one second, count twice, and it is said', async () => {
		await load('access.log.1', access(...from(0, 20)));
		await load('access.log', access(...from(20, 40)));
		expect(await countOf('web')).toBe(42);
		expect(await told()).toEqual([
			'1 row of web has the like in access.log.1, and both are counted: nothing tells that they are the same'
		]);
	});

	it('of two sources of other formats count twice', async () => {
		await load('fast.log', sourceOf('fast.log'));
		const before = await countOf('alerts');
		await load('alert.sguil.txt', sourceOf('alert.sguil.txt'));
		expect(await countOf('alerts')).toBe(before + 1);
		expect(await told()).toEqual([]);
	});
});

it('are found by the database of the page as well', async () => {
	const wasm = await wasmInNode();
	const connection = {
		query: async (sql: string) => {
			const table = wasm.query(sql);
			return { columns: [], rows: table.toArray().map((row) => Object.values(row as object)) };
		}
	} as unknown as Connection;
	wasm.query(schemaStatements().join(';'));
	for (const id of ['a', 'b'])
		wasm.query(`INSERT INTO sources (source_id, name, format) VALUES ('${id}', '${id}.log', 'one');
			INSERT INTO sessions (ts, uid, source_id) VALUES ('2007-01-15 03:00:00', 'C1', '${id}');
			INSERT INTO web (ts, status, source_id) VALUES ('2007-01-15 03:00:00', 200, '${id}')`);
	await settleCopies(connection, ['sessions', 'web']);
	expect((await copyNotes(connection)).map(({ sourceId }) => sourceId)).toEqual(['b', 'b']);
});

it('what is counted once was seen by both sources: the later one covers the time of its copies too', async () => {
	await load('first.log', access(...from(0, 30)));
	const spanOfLater = async () => {
		const { rows } = await bench.connection.query(
			`SELECT source_id, min(from_ts)::VARCHAR, max(to_ts)::VARCHAR, sum(records)::INT FROM coverage
			WHERE source_id = (SELECT source_id FROM sources WHERE name = 'later.log') GROUP BY source_id`
		);
		return rows[0]!.slice(1);
	};
	await load('later.log', access(...from(10, 50)));
	expect(await told()).toHaveLength(1);
	expect(await spanOfLater()).toEqual(['2007-01-15 03:00:10', '2007-01-15 03:00:50', 41]);
});
