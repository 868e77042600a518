import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshCoverage } from '#engine/derived/coverage.ts';
import type { Connection, Engine } from '#engine/duckdb/engine.ts';
import { openNativeEngine } from '#engine/duckdb/node.ts';
import { schemaStatements } from '#engine/store/schema.ts';

let engine: Engine;
let connection: Connection;

beforeAll(async () => {
	engine = await openNativeEngine();
	connection = await engine.connect();
	await connection.query(schemaStatements().join(';\n'));
});
afterAll(() => engine.close());

/** Seconds since 1970 of a piece's first and last record, minutes of silence believed of it and why, its records. */
type Piece = [
	source: string | null,
	speaker: string | null,
	from: number,
	to: number,
	bound: number,
	origin: string,
	records: number
];

/** What firewall records cover: rows (device, source_id, s) with s in seconds since 1970. */
async function piecesOf(rows: string): Promise<Piece[]> {
	await connection.query(
		`DELETE FROM firewall; INSERT INTO firewall (device, source_id, ts)
			SELECT device, source_id, make_timestamp((s * 1000000)::BIGINT) FROM (${rows})`
	);
	await refreshCoverage(connection, ['firewall']);
	const found =
		await connection.query(`SELECT source_id, speaker, epoch_us(from_ts) / 1e6, epoch_us(to_ts) / 1e6,
		epoch(bound) / 60, origin, records::INTEGER FROM coverage WHERE table_name = 'firewall' ORDER BY ALL`);
	return found.rows as Piece[];
}

/** Records of one firewall in one source at the seconds that `s` gives for i below `count`. */
function one(s: string, count: number): string {
	return `SELECT 'fw' AS device, 'a' AS source_id, ${s} AS s FROM range(${count}) AS t(i)`;
}

describe('what a source covers', () => {
	it('is one piece from its first record to its last where no silence is longer than its kind’s bound', async () => {
		expect(await piecesOf(one('i * 300', 10))).toEqual([['a', 'fw', 0, 2700, 5, 'stated', 10]]);
	});

	it('ends before a longer silence and starts again behind it', async () => {
		expect(await piecesOf(one('i * 10 + CASE WHEN i >= 60 THEN 2000 ELSE 0 END', 100))).toEqual([
			['a', 'fw', 0, 590, 5, 'stated', 60],
			['a', 'fw', 2600, 2990, 5, 'stated', 40]
		]);
	});

	it('ends before a longer silence, whether twenty of them are its rhythm or it is one of a busy log', async () => {
		expect(await piecesOf(one('i * 301', 100))).toHaveLength(100);
		const busy = 'i * 20 + CASE WHEN i >= 900 THEN 44 * 60 ELSE 0 END';
		expect((await piecesOf(one(busy, 1800))).map(([, , from, to]) => [from, to])).toEqual([
			[0, 17980],
			[20640, 38620]
		]);
	});

	it('is a moment here and there where its records lie far apart, however regular they are', async () => {
		expect(await piecesOf(one('i * 3600', 50))).toHaveLength(50);
	});

	it('is told for each speaker, and for records whose speaker is not known', async () => {
		const pieces = await piecesOf(
			`SELECT CASE WHEN i % 2 = 0 THEN 'fw' END AS device, 'a' AS source_id, i AS s FROM range(10) AS t(i)`
		);
		expect(pieces).toEqual([
			['a', 'fw', 0, 8, 5, 'stated', 5],
			['a', null, 1, 9, 5, 'stated', 5]
		]);
	});

	it('is never taken together with what another covers, not even of the same speaker', async () => {
		const pieces = await piecesOf(
			`SELECT 'fw' AS device, CASE WHEN i < 36 THEN 'a' ELSE 'b' END AS source_id,
				CASE WHEN i < 36 THEN i ELSE 29 * 86400 + i END AS s FROM range(72) AS t(i)`
		);
		expect(pieces.map(([source, , from, to]) => [source, from, to])).toEqual([
			['a', 0, 35],
			['b', 2505636, 2505671]
		]);
	});

	it('counts what falls into one second, and keeps its first and last moment', async () => {
		const pieces = await piecesOf(
			`SELECT 'fw' AS device, 'a' AS source_id, s FROM (VALUES (10.25), (10.5), (10.75)) AS t(s)`
		);
		expect(pieces).toEqual([['a', 'fw', 10.25, 10.75, 5, 'stated', 3]]);
	});

	it('does not mind the order of the records', async () => {
		expect(await piecesOf(one('(i * 37 % 100) * 10', 100))).toEqual([
			['a', 'fw', 0, 990, 5, 'stated', 100]
		]);
	});

	it('sees a silence to the microsecond, wherever in its minutes it begins and ends', async () => {
		const after = (silence: number) => one(`i + CASE WHEN i >= 90 THEN ${silence} ELSE 0 END`, 180);
		expect(await piecesOf(after(299))).toHaveLength(1);
		expect((await piecesOf(after(299.000001))).map(([, , from, to]) => [from, to])).toEqual([
			[0, 89],
			[389.000001, 478.000001]
		]);
	});
});
