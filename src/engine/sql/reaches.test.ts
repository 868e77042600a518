import { expect, it } from 'vitest';
import { amountSql, reachesIn } from './reaches.ts';

const intervals = new Set(['window', 'long']);
const one = (amount: string) =>
	reachesIn(`SELECT 1 FROM web WHERE ts > alert.ts - ${amount} AND true`).map((reach) => ({
		...reach,
		amount: amountSql(reach, intervals)
	}));

it.each([
	[`getvariable('window')`, `getvariable('window')`],
	[`2 * getvariable('long')`, `2 * getvariable('long')`],
	[`getvariable('long') * 3`, `3 * getvariable('long')`],
	[`INTERVAL '2 hours'`, `TRY_CAST('2 hours' AS INTERVAL)`],
	[`interval 30 days`, `TRY_CAST('30 days' AS INTERVAL)`],
	[`INTERVAL '30' DAY`, `TRY_CAST('30 DAY' AS INTERVAL)`],
	[`INTERVAL (5) MINUTE`, `TRY_CAST('5 MINUTE' AS INTERVAL)`]
])('how far before the alert %s reads is understood', (written, amount) => {
	expect(one(written)).toEqual([{ toward: 'before', amount, tables: ['web'] }]);
});

it.each([
	`getvariable('many')`,
	`to_hours(3)`,
	`INTERVAL '1 hour' - INTERVAL '5 minutes'`,
	`INTERVAL (x.n) HOUR`,
	`x.reach`,
	`getvariable('window')::INTERVAL`
])('that it reads before the alert, and not how far, is known of %s', (written) => {
	expect(one(written)).toEqual([{ toward: 'before', amount: null, tables: ['web'] }]);
});

it('both sides are found, each with the tables of its own FROM, in whatever case and quotes', () => {
	const sql = `SELECT * FROM web JOIN host USING (ts) WHERE ts < "Alert"."TS" + getvariable('window')
		UNION ALL SELECT * FROM (SELECT * FROM dns WHERE ts > ALERT.ts - INTERVAL '1 day')`;
	expect(reachesIn(sql).map(({ toward, tables }) => [toward, tables])).toEqual([
		['after', ['web', 'host']],
		['before', ['dns']]
	]);
});

it('what reads no time around the alert has no reach', () => {
	expect(reachesIn(`SELECT alert.ts, alert.x - 1 FROM web WHERE ts - alert.ts < x`)).toEqual([]);
});
