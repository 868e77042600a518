import { lists } from '#cells/facets.ts';
import { allowedFunctions } from '#engine/guard/allowed-functions.ts';
import { bareStatement } from '#engine/sql/bare-statement.ts';
import { identifier } from '#engine/sql/sql.ts';
import type { boundStatement } from '#investigation/bound-statement.ts';
import { parameterSqlTypes } from '#investigation/parameters.ts';
import { numberText } from '#lib/format-number.ts';
import { cellReadsOf } from '#notebook/cell-reads.ts';
import { withUpstream } from '#notebook/compile.ts';
import { eventTables } from '#tables/event-tables.ts';
import type { SqlColumn, SqlDesk, SqlFault, SqlFunction, SqlValues } from '#ui/sql-desk.ts';
import { columnDefined } from '#ui/sql-names.ts';
import type { Services } from './services.ts';

/** What of the page an editor of SQL asks. */
export type SqlDeskOf = Pick<Services, 'recipe' | 'data'> & {
	readonly sources: Pick<Services['sources'], 'query'>;
};

/** As many rows are looked at for the values of a column, and as many values are offered. */
const MOST_ROWS = 100_000;
const MOST_VALUES = 50;
/** Longer values are not offered, in characters. */
const LONGEST = 200;

/** What an editor is told of what is loaded and of the recipe at hand; what was asked once is known until those change. */
export class PageSqlDesk implements SqlDesk {
	readonly #of: SqlDeskOf;
	readonly #columns = new Map<string, Promise<readonly SqlColumn[] | null>>();
	readonly #values = new Map<string, Promise<SqlValues | null>>();
	#functions: Promise<readonly SqlFunction[]> | null = null;
	#basis = '';

	constructor(of: SqlDeskOf) {
		this.#of = of;
	}

	relations() {
		const { catalogue, views } = this.#of.data;
		const rowsOf = new Map(catalogue.tables.map(({ name, rows }) => [name, rows]));
		const tables = Object.values(eventTables).map(({ name, meaning }) => ({
			name,
			detail: rowsText(rowsOf.get(name) ?? 0),
			meaning
		}));
		const cells = this.#cells.map(({ spec }) => ({
			name: spec.id,
			detail: 'cell',
			meaning: ''
		}));
		const natives = views.map((name) => ({ name, detail: 'native table', meaning: '' }));
		return [...cells, ...tables, ...natives];
	}

	parameters() {
		return (this.#of.recipe.notebook?.parameters ?? []).map(({ name, type, label }) => ({
			name,
			type: parameterSqlTypes[type],
			meaning: label
		}));
	}

	alertColumns(): readonly SqlColumn[] {
		return eventTables.alerts.columns.map(columnDefined);
	}

	functions(): Promise<readonly SqlFunction[]> {
		this.#functions ??= this.#askFunctions().catch(() => {
			this.#functions = null;
			return [];
		});
		return this.#functions;
	}

	columns(sql: string): Promise<readonly SqlColumn[] | null> {
		return this.#once(this.#columns, sql, async () => {
			const found = await bound(sql, this.#place(null));
			return found.columns?.map((column) => ({ ...column, meaning: '' })) ?? null;
		});
	}

	values(sql: string, column: string): Promise<SqlValues | null> {
		return this.#once(this.#values, JSON.stringify([sql, column]), () =>
			this.#askValues(sql, column)
		);
	}

	async check(sql: string, cell: string | null): Promise<SqlFault | null> {
		if (sql.trim() === '') return null;
		const kind = this.#of.recipe.notebook?.analysis.cells.find(
			({ spec }) => spec.id === cell
		)?.kind;
		return (await bound(sql, this.#place(kind ?? null))).fault;
	}

	get #cells() {
		return (this.#of.recipe.notebook?.analysis.cells ?? []).filter(({ kind }) => lists(kind));
	}

	#place(kind: Parameters<typeof boundStatement>[1]['kind']) {
		const { recipe, data, sources } = this.#of;
		return { connection: sources, notebook: recipe.notebook, natives: data.views, kind };
	}

	async #askFunctions(): Promise<readonly SqlFunction[]> {
		const { rows } = await this.#of.sources.query(functionsSql);
		return rows
			.map(([name, calls, meaning]) => ({
				name: String(name),
				calls: String(calls).split('\n'),
				meaning: meaning === null ? '' : String(meaning)
			}))
			.filter(({ name }) => allowedFunctions.has(name));
	}

	/** Null where what is read hangs on the alert or on parameters: their values are of a run. */
	async #askValues(sql: string, column: string): Promise<SqlValues | null> {
		const reads = cellReadsOf(sql);
		const upstream = this.#of.recipe.notebook?.analysis.graph.behind(reads) ?? [];
		const all = [reads, ...upstream.map((cell) => cell.reads)];
		if (all.some(({ ofAlert, variables }) => ofAlert || variables.length > 0)) return null;
		const { rows } = await this.#of.sources.query(
			valuesSql(withUpstream(bareStatement(sql), upstream), column)
		);
		const values = rows.map(([value, n]) => ({ value: String(value), rows: Number(n) }));
		const counted = Number(rows[0]?.[2] ?? 0);
		const isPart = counted === MOST_ROWS || values.length > MOST_VALUES;
		return { values: values.slice(0, MOST_VALUES), counted, isPart };
	}

	/** What fails is not remembered, and offers nothing. */
	#once<Found>(
		known: Map<string, Promise<Found | null>>,
		key: string,
		ask: () => Promise<Found | null>
	): Promise<Found | null> {
		this.#forgetWhereChanged();
		const found = known.get(key);
		if (found !== undefined) return found;
		const asked = ask().catch(() => {
			known.delete(key);
			return null;
		});
		known.set(key, asked);
		return asked;
	}

	#forgetWhereChanged(): void {
		const { data, recipe } = this.#of;
		const loaded = data.sources.map(({ receipt }) => receipt?.source_id ?? '');
		const basis = JSON.stringify([loaded, data.views, data.catalogue.isSettling, recipe.text]);
		if (basis === this.#basis) return;
		this.#basis = basis;
		this.#columns.clear();
		this.#values.clear();
	}
}

/** What binds statements has no work before somebody writes one. */
async function bound(...given: Parameters<typeof boundStatement>) {
	const { boundStatement } = await import('#investigation/bound-statement.ts');
	return boundStatement(...given);
}

function rowsText(rows: number): string {
	return rows === 0 ? 'no rows' : `${numberText(rows)} rows`;
}

/** Each function once, with the ways to call it in one text. */
const functionsSql = `SELECT function_name,
	array_to_string(list_distinct(list(DISTINCT function_name || '(' || array_to_string(parameters, ', ') || ')' ||
		coalesce(' → ' || return_type, ''))), chr(10)) AS calls,
	any_value(description) AS meaning
	FROM duckdb_functions()
	WHERE function_type IN ('scalar', 'aggregate', 'macro', 'table', 'table_macro')
	GROUP BY function_name ORDER BY function_name`;

function valuesSql(sql: string, column: string): string {
	return `WITH read AS (SELECT ${identifier(column)}::VARCHAR AS value FROM (\n${sql}\n) LIMIT ${MOST_ROWS})
		SELECT value, count(*) AS n, (SELECT count(*) FROM read) AS counted FROM read
		WHERE value IS NOT NULL AND length(value) <= ${LONGEST}
		GROUP BY value ORDER BY n DESC, value LIMIT ${MOST_VALUES + 1}`;
}
