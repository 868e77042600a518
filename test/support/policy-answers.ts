import type { RowObject } from '#arrow/row-objects.ts';
import { openNativeEngine } from '#engine/native.ts';
import { schemaStatements } from '#engine/schema.ts';

/** A packet that opens a connection, and the device that is asked about it. */
export interface Flow {
	device: string;
	src: string;
	dst: string;
	proto: string;
	port: number;
}

const columns = ['device', 'position', 'hook', 'family', 'stage', 'action', 'src', 'dst', 'proto', 'port_from',
	'port_to']; // prettier-ignore

/** What `policy_action` answers in a real database of these rows, for one flow after the other. */
export async function policyAnswers(
	rows: readonly RowObject[],
	flows: readonly Flow[]
): Promise<(string | null)[]> {
	const engine = await openNativeEngine();
	const connection = await engine.connect();
	for (const statement of schemaStatements()) await connection.query(statement);
	for (let i = 0; i < rows.length; i += 2000) {
		const values = rows
			.slice(i, i + 2000)
			.map((row) => `(${columns.map((name) => literal(row[name])).join()})`);
		await connection.query(`INSERT INTO policy (${columns.join()}) VALUES ${values.join()}`);
	}
	await connection.query(
		'CREATE TABLE flow (n INTEGER, device VARCHAR, src VARCHAR, dst VARCHAR, proto VARCHAR, port INTEGER)'
	);
	for (let i = 0; i < flows.length; i += 2000) {
		const values = flows
			.slice(i, i + 2000)
			.map(
				(flow, n) =>
					`(${[i + n, flow.device, flow.src, flow.dst, flow.proto, flow.port].map(literal).join()})`
			);
		await connection.query(`INSERT INTO flow VALUES ${values.join()}`);
	}
	const answers = await connection.query(
		'SELECT policy_action(device, src, dst, proto, port) FROM flow ORDER BY n'
	);
	await engine.close();
	return answers.rows.map(([action]) => action as string | null);
}

function literal(value: unknown): string {
	if (value === null || value === undefined) return 'NULL';
	return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}
