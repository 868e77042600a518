import { eventTables, type ColumnDefinition } from '#tables/event-tables.ts';
import type { Domain } from '#tables/columns/domain.ts';
import { sqlType } from '#engine/sql/column-list.ts';
import { identifier, literal } from '#engine/sql/sql.ts';

/** What the event tables hold that a cell is drawn over. */
export const fillings = ['empty', 'one row', 'many rows', 'nulls', 'hostile text'] as const;

export type Filling = (typeof fillings)[number];

/** Text as an attacker writes it into a log: mark-up, and a mark that turns round what stands behind it. */
export const hostileText = '<img src=x onerror=alert(1)>\u202e</svg><script>alert(2)</script>';

const rowCounts: Record<Filling, number> = {
	empty: 0,
	'one row': 1,
	'many rows': 10_000,
	nulls: 9,
	'hostile text': 3
};

/** The row `alert` that every cell reads, whatever the tables hold. */
export const alertSql = `SELECT * FROM ${relationName('one row', 'alerts')}`;

/** Views of made-up rows for every event table and filling; all values follow from the number of the row. */
export function fillingStatements(): string[] {
	return fillings.flatMap((filling) =>
		Object.values(eventTables).map(({ name, columns }) => {
			const values = columns.map((column, i) => valueOf(column, filling, i));
			return `CREATE VIEW ${relationName(filling, name)} AS
				SELECT ${values.join(', ')} FROM range(${rowCounts[filling]}) AS r(i)`;
		})
	);
}

/** The statement of a cell, with what its event tables hold and the steps of a path before it. */
export function overFilling(filling: Filling, sql: string): string {
	// Each of them is bound whether it is read or not.
	const tables = Object.keys(eventTables)
		.filter((name) => sql.includes(name))
		.map((name) => `${identifier(name)} AS (FROM ${relationName(filling, name)})`);
	return `WITH ${[...tables, `steps AS (${stepsSql(filling)})`].join(', ')}
		SELECT given.* FROM (${alertSql}) AS alert, LATERAL (\n${sql}\n) AS given`;
}

function relationName(filling: Filling, table: string): string {
	return identifier(`${table} with ${filling}`);
}

function stepsSql(filling: Filling): string {
	return `SELECT 'step_' || i AS cell, i AS position, 'Question ' || i AS question,
		CASE WHEN i % 2 = 0 THEN 'clear' END AS outcome, 'so' AS because, []::VARCHAR[] AS lowered
		FROM range(${rowCounts[filling]}) AS r(i)`;
}

function valueOf(column: ColumnDefinition, filling: Filling, place: number): string {
	const value = filling === 'hostile text' ? hostileValue(column) : plainValue(column);
	const given = filling === 'nulls' ? `CASE WHEN (i + ${place}) % 3 > 0 THEN ${value} END` : value;
	return `(${given})::${sqlType(column.type)} AS ${identifier(column.name)}`;
}

/** Any text in every column of text: a cell may read what no reader has looked at. The first row is still the alert's. */
function hostileValue(column: ColumnDefinition): string {
	if (column.type !== 'text') return plainValue(column);
	const text = `${literal(hostileText)} || i`;
	return column.name === 'src_ip' ? `CASE WHEN i = 0 THEN '192.0.2.1' ELSE ${text} END` : text;
}

function plainValue({ name, type, domain }: ColumnDefinition): string {
	if (name === 'src_ip') return `'192.0.2.' || (1 + i % 3)`;
	if (domain in byDomain) return byDomain[domain]!;
	if (type === 'text') return `${literal(name.replaceAll('_', ' '))} || ' ' || (i % 4)`;
	return byType[type];
}

const byDomain: Partial<Record<Domain, string>> = {
	time: `TIMESTAMP '2007-01-15 03:00:00' + to_seconds(i * 3)`,
	address: `'198.51.100.' || (1 + i * 7 % 40)`,
	network: `'192.0.2.0/24'`,
	port: '[443, 53, 22, 4899][1 + i % 4]',
	protocol: `['tcp', 'udp'][1 + i % 2]`,
	'community id': `'1:' || i`,
	action: `['allow', 'deny'][1 + i % 2]`
};

const byType: Record<Exclude<ColumnDefinition['type'], 'text'>, string> = {
	timestamp: byDomain.time!,
	int32: 'i % 100',
	int64: 'i * 100',
	float64: 'i / 4',
	boolean: 'i % 2 = 0'
};
