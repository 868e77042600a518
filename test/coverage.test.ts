import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshCoverage } from '#engine/coverage.ts';
import type { Connection, Engine } from '#engine/engine.ts';
import { openNativeEngine } from '#engine/native.ts';
import { schemaStatements } from '#engine/schema.ts';

let engine: Engine;
let connection: Connection;

beforeAll(async () => {
	engine = await openNativeEngine();
	connection = await engine.connect();
	await connection.query(schemaStatements().join(';\n'));
});
afterAll(() => engine.close());

/** Seconds since 1970 of each piece's beginning and end, its usual silence in seconds, and its records. */
type Piece = [speaker: string | null, from: number, to: number, usual: number, records: number];

async function piecesOf(speaker: string, times: string): Promise<Piece[]> {
	await connection.query(
		`DELETE FROM firewall; INSERT INTO firewall (device, ts) SELECT ${speaker}, make_timestamp((s * 1000000)::BIGINT) FROM ${times}`
	);
	await refreshCoverage(connection, ['firewall']);
	const { rows } =
		await connection.query(`SELECT speaker, epoch_us(from_ts) / 1e6, epoch_us(to_ts) / 1e6,
		epoch_us(usual_silence) / 1e6, records::INTEGER FROM coverage WHERE table_name = 'firewall' ORDER BY ALL`);
	return rows as Piece[];
}

describe('what a table covers', () => {
	it('is one piece from the first record to the last where no silence stands out', async () => {
		const pieces = await piecesOf(`'fw'`, '(SELECT i * 60 AS s FROM range(100) t(i))');
		expect(pieces).toEqual([['fw', 0, 5940, 60, 100]]);
	});

	it('ends before a silence of more than a quarter of an hour and starts again behind it', async () => {
		const pieces = await piecesOf(
			`'fw'`,
			'(SELECT i * 10 + CASE WHEN i >= 60 THEN 2000 ELSE 0 END AS s FROM range(100) t(i))'
		);
		expect(pieces).toEqual([
			['fw', 0, 590, 10, 60],
			['fw', 2600, 2990, 10, 40]
		]);
	});

	it('goes on over a silence that is usual for its speaker', async () => {
		const pieces = await piecesOf(`'fw'`, '(SELECT i * 3600 AS s FROM range(50) t(i))');
		expect(pieces).toEqual([['fw', 0, 176400, 3600, 50]]);
	});

	it('is told for each speaker, and for records whose speaker is not known', async () => {
		const pieces = await piecesOf(
			`CASE WHEN i % 2 = 0 THEN 'fw' END`,
			'(SELECT i, i::DOUBLE AS s FROM range(10) t(i))'
		);
		expect(pieces).toEqual([
			['fw', 0, 8, 2, 5],
			[null, 1, 9, 2, 5]
		]);
	});

	it('counts what falls into one second, and keeps its first and last moment', async () => {
		const pieces = await piecesOf(`'fw'`, '(VALUES (10.25), (10.5), (10.75)) t(s)');
		expect(pieces).toEqual([['fw', 10.25, 10.75, 0, 3]]);
	});

	it('does not mind the order of the records', async () => {
		const times = '(SELECT (i * 37 % 100) * 10 AS s FROM range(100) t(i))';
		expect(await piecesOf(`'fw'`, times)).toEqual([['fw', 0, 990, 10, 100]]);
	});

	it('holds for millions of rows, whose silences are told by the minute', async () => {
		const times = `(SELECT i * 0.1 + CASE WHEN i >= 1500000 THEN 7200 ELSE 0 END AS s FROM range(2500000) t(i))`;
		const [first, second, ...more] = await piecesOf(`'fw'`, times);
		expect(more).toEqual([]);
		expect([first![1], first![2], first![4]]).toEqual([0, 149_999.9, 1_500_000]);
		expect([second![1], second![4]]).toEqual([157_200, 1_000_000]);
	});
});
