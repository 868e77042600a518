import type { RowObject } from '#tables/row-objects.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import { openNativeEngine } from '#engine/duckdb/node.ts';
import { schemaStatements } from '#engine/store/schema.ts';
import { answered } from '#engine/duckdb/wasm-answer.ts';
import { wasmAsks } from './wasm-in-node.ts';

/** A packet that opens a connection, and the device that is asked about it. */
export interface Flow {
	device: string;
	src: string;
	dst: string;
	proto: string;
	port: number;
}

const columns = ['device', 'own_ips', 'position', 'hook', 'family', 'stage', 'action', 'src', 'dst', 'proto', 'port_from',
	'port_to']; // prettier-ignore

/** An engine with a database of its own. */
export interface PolicyEngine {
	name: string;
	open: () => Promise<Opened>;
}

interface Opened {
	query: (sql: string) => Promise<Result>;
	close: () => Promise<void>;
}

export const policyEngines: readonly PolicyEngine[] = [
	{ name: 'the native engine', open: openNative },
	{ name: 'the engine of the page', open: openWasm }
];

async function openNative(): Promise<Opened> {
	const engine = await openNativeEngine();
	const connection = await engine.connect();
	return { query: (sql) => connection.query(sql), close: () => engine.close() };
}

async function openWasm(): Promise<Opened> {
	const { run } = await wasmAsks();
	return { query: async (sql) => answered(sql, run), close: () => Promise.resolve() };
}

/** What `policy_action` answers in a real database of these rows, for one flow after the other. */
export async function policyAnswers(
	engine: PolicyEngine,
	rows: readonly RowObject[],
	flows: readonly Flow[]
): Promise<(string | null)[]> {
	const { query, close } = await engine.open();
	for (const statement of schemaStatements()) await query(statement);
	await insert(
		query,
		`policy (${columns.join()})`,
		rows.map((row) => columns.map((name) => row[name]))
	);
	await query(
		'CREATE TABLE flow (n INTEGER, device VARCHAR, src VARCHAR, dst VARCHAR, proto VARCHAR, port INTEGER)'
	);
	await insert(
		query,
		'flow',
		flows.map(({ device, src, dst, proto, port }, n) => [n, device, src, dst, proto, port])
	);
	const answers = await query(
		'SELECT policy_action(device, src, dst, proto, port) FROM flow ORDER BY n'
	);
	await close();
	return answers.rows.map(([action]) => action as string | null);
}

async function insert(
	query: Opened['query'],
	into: string,
	rows: readonly unknown[][]
): Promise<void> {
	for (let i = 0; i < rows.length; i += 2000) {
		const values = rows.slice(i, i + 2000).map((row) => `(${row.map(literal).join()})`);
		await query(`INSERT INTO ${into} VALUES ${values.join()}`);
	}
}

function literal(value: unknown): string {
	if (value === null || value === undefined) return 'NULL';
	return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}
