import { expect, it } from 'vitest';
import { emptyBench, loadText } from '#test/support/evidence.ts';
import { spanBetween } from '#ui/drawings/span-between.ts';
import { densitiesIn, densitySql, PARTS, wholeTime } from './density.ts';

const at = (hour: number, minute: number) => BigInt(Date.UTC(2026, 0, 2, hour, minute)) * 1000n;

it('every row with a time is counted once, the first and the last too', async () => {
	const { connection, engine } = await emptyBench();
	const line = (time: string) =>
		`192.0.2.1 - - [${time} +0000] "GET / HTTP/1.1" 200 5 "-" "curl/8"\n`;
	await loadText(
		connection,
		'access.log',
		line('02/Jan/2026:10:00:00') + line('02/Jan/2026:10:30:00') + line('02/Jan/2026:11:00:00')
	);
	const span = { from: at(10, 0), to: at(11, 0) };
	const { rows } = await connection.query(densitySql(['web', 'dns'], span));
	const [web, dns] = densitiesIn(['web', 'dns'], rows);
	expect([web!.rows[0], web!.rows[PARTS / 2 - 1], web!.rows[PARTS - 1]]).toEqual([1, 1, 1]);
	expect(dns!.rows.every((count) => count === 0)).toBe(true);
	await engine.close();
});

it('a span ends at round times, and is never empty', () => {
	const whole = { from: at(9, 30), to: at(10, 30) };
	expect(spanBetween(whole, [0.5005, 0.5833], 1000)).toEqual({ from: at(10, 0), to: at(10, 5) });
	const none = spanBetween(whole, [0.5, 0.5], 1000);
	expect(none.to > none.from).toBe(true);
});

it('the time goes from the first row of any table to the last; where nothing has a time there is none', () => {
	const entry = { dataType: 'session', meaning: '', rows: 1 } as const;
	expect(
		wholeTime([
			{ ...entry, name: 'sessions', first: at(10, 0), last: at(11, 0) },
			{ ...entry, name: 'web', first: at(9, 0), last: at(10, 30) },
			{ ...entry, name: 'policy', first: null, last: null }
		])
	).toEqual({ from: at(9, 0), to: at(11, 0) });
	expect(wholeTime([{ ...entry, name: 'policy', first: null, last: null }])).toBeNull();
});
