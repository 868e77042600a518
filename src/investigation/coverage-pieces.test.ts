import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { coveragePieces } from './coverage-pieces.ts';

let bench: Bench;
beforeEach(async () => void (bench = await emptyBench()));
afterEach(async () => bench.engine.close());

/** Hosts that each have `records` web records in the minute of their number, and in no other. */
async function speakers(count: number): Promise<void> {
	await bench.connection.query(
		`INSERT INTO coverage BY NAME SELECT 'web' AS table_name, '10.0.' || i // 256 || '.' || i % 256 AS speaker,
			TIMESTAMP '2007-01-15' + to_minutes(i) AS from_ts, TIMESTAMP '2007-01-15' + to_minutes(i + 1) AS to_ts,
			INTERVAL 15 MINUTE AS bound, 'stated' AS origin, ${count} - i AS records FROM range(${count}) AS r(i)`
	);
}

it('every speaker is told apart where there are few', async () => {
	await speakers(200);
	const pieces = await coveragePieces(bench.connection, 1000);
	expect(pieces).toHaveLength(200);
	expect(new Set(pieces.map(({ speaker }) => speaker)).size).toBe(200);
	expect(pieces.every(({ others }) => others === 0)).toBe(true);
});

it('of very many the busiest are, and whom an alert is about; the others are one, with their gaps', async () => {
	await speakers(1000);
	await bench.connection.query(
		`INSERT INTO alerts (alert_id, ts, dst_ip) VALUES ('a-1', TIMESTAMP '2007-01-15', '10.0.2.0')`
	);
	const pieces = await coveragePieces(bench.connection, 1000);
	const own = pieces.filter(({ others }) => others === 0);
	const rest = pieces.filter(({ others }) => others > 0);
	expect(own).toHaveLength(201);
	expect(own.map(({ speaker }) => speaker)).toContain('10.0.2.0');
	// The minute of 10.0.2.0, number 512, is nobody else's.
	const start = BigInt(Date.UTC(2007, 0, 15)) * 1000n;
	const minute = 60_000_000n;
	expect(rest.map(({ from, to }) => [(from! - start) / minute, (to! - start) / minute])).toEqual([
		[200n, 512n],
		[513n, 1000n]
	]);
	expect(rest.every(({ speaker, others }) => speaker === null && others === 799)).toBe(true);
	const records = pieces.reduce((sum, piece) => sum + piece.records, 0);
	expect(records).toBe((1000 * 1001) / 2);
});

it('tables that stand have one piece without a time', async () => {
	await bench.connection.query(`INSERT INTO coverage (table_name, records) VALUES ('policy', 7)`);
	expect(await coveragePieces(bench.connection, 1000)).toEqual([
		{
			...{ table: 'policy', speaker: null, others: 0, from: null, to: null, records: 7 },
			...{ bound: null, origin: null }
		}
	]);
});

it('a time of which its source says that records are missing is no part of what a speaker covers', async () => {
	await bench.connection.query(
		`INSERT INTO coverage BY NAME SELECT 'firewall' AS table_name, s AS speaker, TIMESTAMP '2026-03-01 15:00' AS from_ts,
			TIMESTAMP '2026-03-01 15:10' AS to_ts, INTERVAL 5 MINUTE AS bound, 'stated' AS origin, 6 AS records
			FROM (VALUES ('eni-a'), ('eni-b')) AS r(s)`
	);
	await bench.connection.query(
		`INSERT INTO uncovered BY NAME SELECT 'firewall' AS table_name, 'eni-a' AS speaker, 'x' AS account, 'told' AS lost,
			TIMESTAMP '2026-03-01 15:04' AS from_ts, TIMESTAMP '2026-03-01 15:05' AS to_ts`
	);
	const start = BigInt(Date.UTC(2026, 2, 1, 15)) * 1000n;
	const pieces = await coveragePieces(bench.connection, 1000);
	const minute = (moment: bigint | null) => (moment! - start) / 60_000_000n;
	expect(
		pieces.map(({ speaker, from, to, records }) => [speaker, minute(from), minute(to), records])
	).toEqual([
		['eni-a', 0n, 4n, 6],
		['eni-a', 5n, 10n, 0],
		['eni-b', 0n, 10n, 6]
	]);
});
