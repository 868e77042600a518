import { alertEnds, missingQuery, type CoverageNeed } from '#engine/store/missing.ts';
import { boundedRows } from '#engine/sql/bounded-rows.ts';
import type { Connection, QueryOptions, Result } from '#engine/duckdb/engine.ts';
import { checkSelect } from '#engine/guard/sql-guard.ts';
import { literal } from '#engine/sql/sql.ts';
import { Failure, isCancelled, isEngineLost, messageOf } from '#lib/failure.ts';
import { alertRow } from '#notebook/behind-alert.ts';
import { forEach, forOne } from '#notebook/compile.ts';
import { filledIn } from '#notebook/filled-in.ts';
import type { Analysis } from '#notebook/analysis.ts';
import type { Cell } from '#notebook/notebook.ts';
import { answerColumns } from './answer-columns.ts';
import { relationOf } from './alert-values.ts';
import { failureOfAnswer } from './answer-check.ts';
import { givenVerdicts, type GivenVerdict } from './given-verdict.ts';
import { faultOf } from './cell-fault.ts';
import { Askable } from './askable.ts';
import type { ReportedAnswer } from './downgrade.ts';
import { combinationsSql, type OpenStep } from './combinations.ts';
import { hypothesesOf, type ScenarioStep } from './scenario-steps.ts';
import type { CellFailure } from './result.ts';
import { verdictOverSteps, verdictSql, type Supposed } from './verdict-sql.ts';

/** A statement that was done within so many milliseconds is not worth a way to end it. */
const BRIEF = 50;

/** A statement about the alert at hand. */
interface Asking {
	/** The same for every alert, to know the statement again. */
	key: string;
	/** That speak of the alert. */
	statements: readonly string[];
	/** The query, of the statements with the alert's values in them. */
	filled: (statements: readonly string[]) => string;
	/** The query for statements that need the alert's row. */
	behind: () => string;
}

/** What a verdict is asked over, and what of the verdicts is asked for. */
interface Over {
	relations: Pick<Supposed, 'scenarios' | 'hypotheses'>;
	query: (verdicts: string) => string;
}

/** Asks the database about one alert; what is made of the answers is worked out by whoever asks. */
export class AlertDesk {
	readonly #connection: Connection;
	/** Keys of the statements that were brief the last time, with the data and parameters as they are. */
	readonly #brief = new Set<string>();
	readonly #askable: Askable;
	#state = '';
	#alertId = '';
	/** Of the alert, as SQL by column. */
	#values: ReadonlyMap<string, string> = new Map();
	/** Relation of the one alert. */
	#scope = '';

	constructor(connection: Connection) {
		this.#connection = connection;
		this.#askable = new Askable(connection);
	}

	/** Tells of the data and the parameters, as a text that changes with them. */
	setState(state: string): void {
		if (state !== this.#state) {
			this.#brief.clear();
			this.#askable.forget();
		}
		this.#state = state;
	}

	/** @param values SQL of each of its values, by column */
	setAlert(alertId: string, values: ReadonlyMap<string, string>): void {
		this.#alertId = alertId;
		this.#values = values;
		this.#scope = relationOf(values);
	}

	/** What is missing of what some cells need, by the need's key; nothing for what is covered. */
	async look(sights: readonly CoverageNeed[]): Promise<Map<string, string>> {
		if (sights.length === 0) return new Map();
		const seen = relationOf(this.#values, ['alert_id', 'ts', ...Object.keys(alertEnds)]);
		const query = missingQuery(sights, seen);
		const { rows } = await this.#connection.query(query, { brief: true });
		return new Map(rows.map(([, , need, reason]) => [String(need), String(reason)]));
	}

	/** The SQL of a cell as it can be run. @throws as `Askable.sqlOf` */
	sqlOf(cell: Cell, analysis: Analysis): Promise<string> {
		return this.#askable.sqlOf(cell, analysis);
	}

	/**
	 * Asks a check or tests a claim.
	 * @throws `query failed` with the database's words, or where the answer is not one row with a known word.
	 */
	async ask(cell: Cell, analysis: Analysis, options: QueryOptions = {}): Promise<ReportedAnswer> {
		const sql = await this.sqlOf(cell, analysis);
		// One row more than there may be says enough.
		const few = (answers: string) => `${answers} LIMIT 2`;
		const asking = {
			key: sql,
			statements: [sql],
			filled: ([filled = '']: readonly string[]) =>
				few(forOne(this.#alertId, filled, answerColumns)),
			behind: () => few(forEach(this.#scope, sql, answerColumns))
		};
		const given = await this.#askFor(cell, sql, asking, options);
		return (cell.kind.answers ?? cell.kind.claims)!.value(given, cell.spec);
	}

	/** The verdict over each list of steps, in their order. */
	async conclude(
		cell: Cell,
		analysis: Analysis,
		cases: readonly (readonly ScenarioStep[])[],
		options: QueryOptions = {}
	): Promise<GivenVerdict[]> {
		const names = cases.map((_, index) => `('${index}')`);
		const relations = {
			scenarios: `SELECT * FROM (VALUES ${names.join(', ')}) AS s(scenario)`,
			hypotheses: hypothesesOf(cases)
		};
		const given = (verdicts: string) => verdicts;
		const found = givenVerdicts(
			await this.#askVerdict(cell, analysis, { relations, query: given }, options),
			cell.kind
		).get(this.#alertId)!;
		return cases.map((_, index) => found.get(String(index))!);
	}

	/** The different verdicts over all combinations of outcomes of the steps that are open, behind those that are given. */
	async concludeEvery(
		cell: Cell,
		analysis: Analysis,
		steps: { given: readonly ScenarioStep[]; open: readonly OpenStep[] },
		options: QueryOptions = {}
	): Promise<(string | null)[]> {
		const relations = combinationsSql(steps.given, steps.open);
		const different = (verdicts: string) => `SELECT DISTINCT outcome FROM (${verdicts})`;
		const over = { relations, query: different };
		const { rows } = await this.#askVerdict(cell, analysis, over, options);
		return rows.map(([outcome]) => outcome as string | null);
	}

	/**
	 * How many rows checks rest on, in the order of their statements.
	 * @throws `query failed` where one of them cannot be run
	 */
	async countRows(statements: readonly string[], options: QueryOptions = {}): Promise<number[]> {
		if (statements.length === 0) return [];
		const different = [...new Set(statements)];
		// One behind the other: side by side, as many values of one row, they take half as long again to plan.
		const counts = (relations: readonly string[]) =>
			relations.map((relation, i) => `SELECT ${i}, count(*) FROM ${relation}`).join(' UNION ALL ');
		const { rows } = await this.#askRows(different, counts, options);
		const counted = new Map(rows.map(([i, count]) => [different[Number(i)], Number(count)]));
		return statements.map((sql) => counted.get(sql)!);
	}

	/** Some of the rows that a check rests on. */
	async rows(
		sql: string,
		{ limit, offset }: { offset: number; limit: number },
		options: QueryOptions = {}
	): Promise<Result> {
		const rows = ([relation]: readonly string[]) =>
			boundedRows(`SELECT result.* FROM ${relation} LIMIT ${limit} OFFSET ${offset}`);
		return this.#askRows([sql], rows, options);
	}

	/**
	 * What a person is told of a cell that could not be asked.
	 * @throws `cancelled`; `engine lost`
	 */
	failureOf(
		error: unknown,
		cell: Cell,
		analysis: Analysis,
		options: QueryOptions
	): Promise<CellFailure> {
		return faultOf(error, cell, {
			connection: this.#connection,
			scope: this.#scope,
			analysis,
			options
		});
	}

	async #askVerdict(
		cell: Cell,
		analysis: Analysis,
		{ relations, query }: Over,
		options: QueryOptions
	): Promise<Result> {
		const sql = await this.sqlOf(cell, analysis);
		const over = (verdict: string, scope: string) =>
			query(verdictSql(verdict, cell, { scope, ...relations, ofOne: true }));
		const named = `(SELECT ${literal(this.#alertId)} AS alert_id)`;
		const asking = {
			key: query(sql),
			statements: [sql],
			filled: ([filled = '']: readonly string[]) => over(filled, named),
			behind: () => over(sql, this.#scope)
		};
		return this.#askFor(cell, verdictOverSteps(sql), asking, options);
	}

	/** @param sql of the cell, as it can be run behind the alert */
	async #askFor(cell: Cell, sql: string, asking: Asking, options: QueryOptions): Promise<Result> {
		try {
			return await this.#ask(asking, options);
		} catch (error) {
			const asked = {
				kind: cell.kind,
				sql,
				scope: this.#scope,
				connection: this.#connection,
				options
			};
			throw await failureOfAnswer(error, asked);
		}
	}

	#askRows(
		statements: readonly string[],
		query: (relations: readonly string[]) => string,
		options: QueryOptions = {}
	): Promise<Result> {
		for (const sql of statements) checkSelect(sql);
		const behind = (sql: string) =>
			`${alertRow(this.#scope)} CROSS JOIN LATERAL (\n${sql}\n) AS result`;
		const asking = {
			key: query(statements),
			statements,
			filled: (filled: readonly string[]) => query(filled.map((sql) => `(\n${sql}\n) AS result`)),
			behind: () => query(statements.map(behind))
		};
		return this.#ask(asking, options);
	}

	/** Statements that were brief are run in one message: to be able to end each costs three times as many. */
	async #ask(asking: Asking, options: QueryOptions): Promise<Result> {
		const brief = this.#brief.delete(asking.key);
		const began = performance.now();
		const asked = this.#query(asking, { ...options, brief });
		const result = await (brief ? unlessUnheard(asked, options) : asked);
		if (performance.now() - began < BRIEF) this.#brief.add(asking.key);
		return result;
	}

	/**
	 * Asks with the alert's values in the statements, where they speak of it by its columns alone: that is planned
	 * in a fraction of the time. What fails so is asked behind the alert's row, and its failure is the one to tell.
	 */
	async #query(asking: Asking, options: QueryOptions): Promise<Result> {
		const filled = asking.statements.map((sql) => filledIn(sql, this.#values));
		if (filled.every((sql) => sql !== null))
			try {
				return await this.#connection.query(asking.filled(filled), options);
			} catch (error) {
				if (isCancelled(error) || isEngineLost(error)) throw error;
			}
		return this.#connection.query(asking.behind(), options);
	}
}

/**
 * A statement that was brief for another alert could not hear of Cancel: that the database was lost over it does
 * not tell that it would not have heard, and it is not held against it.
 * @throws what `asked` throws; `engine lost` as one that was not lost with the statement
 */
async function unlessUnheard<T>(asked: Promise<T>, { signal }: QueryOptions): Promise<T> {
	try {
		return await asked;
	} catch (error) {
		if (signal?.aborted !== true || !isEngineLost(error)) throw error;
		throw new Failure('engine lost', messageOf(error), { cause: error });
	}
}
