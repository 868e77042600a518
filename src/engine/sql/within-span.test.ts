import { expect, it } from 'vitest';
import { eventTableNames } from '#tables/event-tables.ts';
import { incidentBench } from '#test/support/evidence.ts';
import { manifestOf } from '#test/support/incident-files.ts';
import { spanCondition, spanReach, withinSpan } from './within-span.ts';

const minutes = (hour: number, minute: number) =>
	BigInt(Date.UTC(2007, 0, 15, hour, minute)) * 1000n;
const span = { from: minutes(3, 0), to: minutes(3, 30) };

it('a question within a span reads of every event table rows of that time alone, also behind its own tables', async () => {
	const { connection } = await incidentBench(manifestOf('block-listed-source'));
	const ask = async (sql: string) => Number((await connection.query(sql)).rows[0]![0]);
	for (const name of eventTableNames) {
		const count = `SELECT count(*) FROM ${name}`;
		const expected = spanReach(count).narrowed.length === 0 ? '' : ` WHERE ${spanCondition(span)}`;
		expect(await ask(withinSpan(count, span)), name).toBe(await ask(count + expected));
	}
	const joined = `WITH s AS (SELECT src_ip FROM sessions)
		SELECT count(*) FROM s WHERE src_ip IN (SELECT a.src_ip FROM alerts a)`;
	const written = `SELECT count(*) FROM sessions WHERE ${spanCondition(span)}
		AND src_ip IN (SELECT src_ip FROM alerts WHERE ${spanCondition(span)})`;
	expect(await ask(withinSpan(joined, span))).toBe(await ask(written));
});

it('what stands at all times, and what nobody has given a time, is read whole and named', () => {
	expect(spanReach('SELECT * FROM Sessions JOIN policy ON true JOIN conn_log ON true')).toEqual({
		narrowed: ['sessions'],
		whole: ['policy', 'conn_log']
	});
	expect(withinSpan('SELECT * FROM policy', span)).toBe('SELECT * FROM policy');
	expect(spanCondition({ from: minutes(3, 0), to: minutes(3, 0) + 5n })).toBe(
		"ts BETWEEN TIMESTAMP '2007-01-15 03:00:00' AND TIMESTAMP '2007-01-15 03:00:00.000005'"
	);
});
