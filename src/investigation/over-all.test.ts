import { afterAll, beforeAll, expect, it } from 'vitest';
import { readRecipe } from '#recipe/read-recipe.ts';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { rowsOverAll } from './over-all.ts';

const recipe = `---
lookdeeper: 1
id: ports
title: Ports
paths: {}
---

\`\`\`sql {query=ports}
SELECT n AS port FROM range(1000, 2000) AS r(n) ORDER BY n
\`\`\`

\`\`\`sql {query=asked}
SELECT port, alert.dst_ip AS target FROM ports
\`\`\`
`;

const { analysis } = readRecipe(recipe);
const page = { limit: 2, offset: 1 };

let bench: Bench;
beforeAll(async () => (bench = await emptyBench()));
afterAll(() => bench.engine.close());

it('a statement that speaks of no alert lists its rows over all data, a page at a time, also through cells', async () => {
	const { rows } = await rowsOverAll(bench.connection, analysis.asked('SELECT * FROM ports'), page);
	expect(rows.map(([port]) => Number(port))).toEqual([1001, 1002]);
});

it.each(['SELECT alert.src_ip', 'SELECT * FROM asked'])(
	'a statement that reads the row alert, directly or through a cell, is refused and says why: %s',
	async (sql) => {
		const asked = rowsOverAll(bench.connection, analysis.asked(sql), page);
		await expect(asked).rejects.toThrow('it reads the row alert, and no alert is at hand');
	}
);

it('a statement that would write is refused', async () => {
	const statement = { sql: 'DROP TABLE alerts', ofAlert: false };
	await expect(rowsOverAll(bench.connection, statement, page)).rejects.toThrow(
		/only a query may stand here/
	);
});
