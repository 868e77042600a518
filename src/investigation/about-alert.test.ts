import { expect, it } from 'vitest';
import type { Connection, QueryOptions, Result } from '#engine/duckdb/engine.ts';
import { AboutAlert, type AlertStatement } from './about-alert.ts';

function asking() {
	const brief = new Set<string>();
	const asked: { sql: string; brief: boolean | undefined }[] = [];
	const connection = {
		query: async (sql: string, options: QueryOptions = {}): Promise<Result> => {
			asked.push({ sql, brief: options.brief });
			return { columns: [], rows: [] };
		}
	} as unknown as Connection;
	const values = new Map([['alert_id', "'a'"]]);
	return { about: new AboutAlert(connection, values, brief), brief, asked };
}

function statement(sql: string): AlertStatement {
	return { key: sql, statements: [sql], query: ([one]) => one! };
}

it('moves of a brush are asked in one message each, and nothing is remembered of them', async () => {
	const { about, brief, asked } = asking();
	for (let move = 0; move < 50; move++)
		await about.ask(statement(`SELECT ${move}`), { brief: true });
	expect(asked.every((each) => each.brief === true)).toBe(true);
	expect(brief.size).toBe(0);
});

it('of statements that were brief the last ones are remembered, and no more however many there are', async () => {
	const { about, brief, asked } = asking();
	for (let page = 0; page < 2100; page++) await about.ask(statement(`SELECT ${page}`), {});
	expect(brief.size).toBe(2000);
	for (const page of [0, 2099]) await about.ask(statement(`SELECT ${page}`), {});
	expect(asked.slice(-2).map((each) => each.brief)).toEqual([false, true]);
});

it('a statement in which the values of the alert stand is asked as one that speaks of none', async () => {
	const { about, asked } = asking();
	const query: AlertStatement['query'] = ([one], relation, areFilledIn) =>
		areFilledIn ? one! : `${relation} ${one}`;
	await about.ask({ key: 'k', statements: ['SELECT alert.alert_id IS NULL AS no'], query }, {});
	expect(asked.map(({ sql }) => sql)).toEqual(["SELECT 'a' IS NULL AS no"]);
});
