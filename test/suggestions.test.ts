import { describe, expect, it } from 'vitest';
import type { ChartSpec } from '#cells/chart/chart-spec.ts';
import { drawn } from '#cells/chart/drawn.ts';
import type { AskRows } from '#cells/drawn-rows.svelte.ts';
import { networkOf } from '#cells/network/network.ts';
import { sankeyOf } from '#cells/sankey/sankey.ts';
import { picturesFor, plainKind, shapedRows } from '#cells/suggestions.ts';
import { timelineOf } from '#cells/timeline/timeline.ts';
import { readyQuestions } from '#datasets/questions/index.ts';
import { bareStatement } from '#engine/sql/bare-statement.ts';
import { utc } from '#lib/zone.ts';
import { shownCells } from '#notebook/notebook.ts';
import { blockText } from '#recipe/edit/block.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { incidentBench } from './support/evidence.ts';
import { manifestOf } from './support/incident-files.ts';

const front = '---\nlookdeeper: 1\nid: ours\ntitle: Ours\npaths: {}\n---\n';

/** What is drawn of a block; profiles and packets draw nothing before they are seen. */
const drawings: Record<string, (spec: never, ask: AskRows) => Promise<unknown>> = {
	chart: ({ sql, wanted }: ChartSpec, ask) => drawn(sql, wanted, { ask, zone: utc }),
	network: networkOf,
	sankey: sankeyOf,
	timeline: timelineOf
};

async function connection() {
	return (await incidentBench(manifestOf('block-listed-source'))).connection;
}

async function titlesFor(sql: string): Promise<string[]> {
	return picturesFor(shapedRows(await (await connection()).query(sql))).map(({ title }) => title);
}

describe('pictures that are proposed', () => {
	it.each(readyQuestions.map(({ name, sql }) => [name, sql] as const))(
		'of the question %s are at most three, each a block that can be read',
		async (_, sql) => {
			const rows = shapedRows(await (await connection()).query(sql));
			const pictures = picturesFor(rows);
			expect(pictures.length).toBeLessThanOrEqual(3);
			if (rows.rows > 1) expect(pictures.map(({ kind }) => kind.name)).toContain('chart');
			for (const { kind, attributes } of pictures) {
				const notebook = readRecipe(front + blockText(kind, { id: 'p', attributes, body: sql }));
				expect(notebook.problems).toEqual([]);
				expect(shownCells(notebook)).toHaveLength(1);
			}
		}
	);

	it('are drawn of the rows that they are proposed for', async () => {
		const asked = await connection();
		const ask = (sql: string, limit: number) => asked.query(`FROM (${sql}) LIMIT ${limit}`);
		for (const { name, sql } of readyQuestions)
			for (const { kind, attributes } of picturesFor(shapedRows(await asked.query(sql)))) {
				const block = blockText(kind, { id: 'p', attributes, body: bareStatement(sql) });
				const draw = drawings[kind.name];
				if (draw === undefined) continue;
				const [cell] = shownCells(readRecipe(front + block));
				expect(await draw(cell!.spec as never, ask), `${name} as ${kind.name}`).not.toBeNull();
			}
	});

	it('begin with what the types of the columns ask for', async () => {
		expect((await titlesFor('SELECT * FROM packets'))[0]).toBe('packets, taken apart');
		expect((await titlesFor('SELECT * FROM alerts'))[0]).toBe('a timeline');
		expect((await titlesFor('SELECT src_ip, dst_ip FROM sessions'))[0]).toBe(
			'a network of src_ip and dst_ip'
		);
		expect((await titlesFor('SELECT dst_port, count(*) AS n FROM sessions GROUP BY ALL'))[0]).toBe(
			'a chart'
		);
	});

	it('are none of one row but what looks at its columns, and of no row none at all', async () => {
		expect(await titlesFor('SELECT count(*) AS n FROM sessions')).toEqual([
			'a profile of its columns'
		]);
		expect(await titlesFor('SELECT * FROM sessions WHERE false')).toEqual([]);
	});

	it('rows as they are are shown by the one kind that makes no picture of them', () => {
		expect(plainKind().title).toBe('Table');
	});
});
