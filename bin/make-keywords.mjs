import { writeFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { format, resolveConfig } from 'prettier';

// Writes the words of the engine's language, as it lists them itself: `npm run keywords`.
const path = new URL('../src/engine/sql/keywords.ts', import.meta.url).pathname;
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();

async function column(sql) {
	return (await connection.runAndReadAll(sql)).getRows().map(([value]) => value);
}

async function ofCategory(category) {
	const words = await column(
		`SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = '${category}' ORDER BY ALL`
	);
	return `\t${category}: words(\`${words.join(' ')}\`)`;
}

const categories = ['reserved', 'type_function', 'column_name', 'unreserved'];
const lists = await Promise.all(categories.map(ofCategory));
const types = await column(
	"SELECT DISTINCT type_name FROM duckdb_types() WHERE type_name = lower(type_name) AND type_name NOT LIKE '% %' ORDER BY ALL"
);
const text = `// Written by \`npm run keywords\` from what DuckDB lists itself; not to be edited.

/** The words of DuckDB's language, by where they may still be names: its own categories. */
export const duckdbKeywords = {
${lists.join(',\n')}
} as const satisfies Record<string, readonly string[]>;

/** Names of its types. */
export const duckdbTypes: readonly string[] = words(\`${types.join(' ')}\`);

function words(text: string): readonly string[] {
	return text.split(/\\s+/);
}
`;
await writeFile(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
