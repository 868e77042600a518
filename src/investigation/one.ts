import { lists } from '#cells/facets.ts';
import type { Connection, QueryOptions, Result } from '#engine/duckdb/engine.ts';
import { checkSelect } from '#engine/guard/sql-guard.ts';
import { rowsOfPage, type PageAsked } from '#engine/paging/rows-of-page.ts';
import type { Around } from '#engine/sql/bounded-rows.ts';
import { alertEnds, missingQuery, type CoverageNeed } from '#engine/derived/missing.ts';
import { recordNoun } from '#tables/event-tables.ts';
import { alertRow } from '#notebook/behind-alert.ts';
import { forEach } from '#notebook/compile.ts';
import type { Cell, PathDefinition } from '#notebook/notebook.ts';
import { AboutAlert } from './about-alert.ts';
import { noAlert, OVER_ALL } from './alone.ts';
import { alertOf } from './alerts.ts';
import { answerColumns } from './answer-columns.ts';
import type { Bases, Situation } from './basis.ts';
import { CellAsker } from './cell-asker.ts';
import { combinationsSql, type OpenStep } from './combinations.ts';
import { conclusionOf, isDecided } from './conclude.ts';
import { DowngradedAnswers } from './downgrade.ts';
import { givenVerdicts, type GivenVerdict, type GivenVerdicts } from './given-verdict.ts';
import { KeptVerdicts } from './kept-verdicts.ts';
import { PathVerdicts } from './path-verdicts.ts';
import type { AlertRow, CellFailure } from './result.ts';
import type { Conclusion } from './result-of.ts';
import { casesSql, type ScenarioStep } from './scenario-steps.ts';
import type { Scenario } from './scenarios.ts';
import type { PathScope, Said, Scope, SeenData } from './scope.ts';
import { stopKeyOf } from './stops.ts';
import { verdictOverSteps, verdictSql, type Supposed } from './verdict-sql.ts';

/** What a verdict is asked over, and what of the verdicts is asked for. */
interface Over {
	relations: Pick<Supposed, 'scenarios' | 'hypotheses'>;
	query: (verdicts: string) => string;
}

/** One alert: what is said of it is at hand, and what becomes of that is worked out here. */
export class One implements Scope<Conclusion> {
	readonly stopKeyOf = stopKeyOf;
	readonly #asker: CellAsker;
	/** Keys of the statements that were brief the last time. */
	readonly #brief = new Set<string>();
	/** What is missing of what cells need, by the need's key. */
	readonly #missing = new Map<string, string>();
	readonly verdicts = new KeptVerdicts();
	#about!: AboutAlert;
	/** Null before there was one. */
	alert: AlertRow | null;
	/** After what lowers them. */
	answers!: DowngradedAnswers;

	/** @param alert that was asked about in a database before; null for none */
	constructor(connection: Connection, alert: AlertRow | null = null) {
		this.alert = alert;
		this.#asker = new CellAsker(connection);
	}

	async open({ alertId }: Situation): Promise<boolean> {
		const { connection } = this.#asker;
		const { alert, values } = alertId === OVER_ALL ? noAlert : await alertOf(connection, alertId);
		const isOther = this.alert?.alert_id !== alertId;
		this.#about = new AboutAlert(connection, values, this.#brief);
		this.#asker.relation = this.#about.relation;
		this.alert = alert;
		this.#missing.clear();
		this.verdicts.clear();
		return isOther;
	}

	async turnTo(bases: Bases): Promise<void> {
		if (this.#asker.turnTo(bases.now)) this.#brief.clear();
		this.verdicts.turnTo(bases);
	}

	async look(needs: readonly CoverageNeed[]): Promise<void> {
		if (needs.length === 0) return;
		if (this.alert?.alert_id === OVER_ALL) {
			for (const need of needs) this.#missing.set(need.key, unseenOverAll(need));
			return;
		}
		const seen = this.#about.with(['alert_id', 'ts', ...Object.keys(alertEnds)]);
		const query = missingQuery(needs, seen);
		const { rows } = await this.#asker.connection.query(query, { brief: true });
		for (const { key } of needs) this.#missing.delete(key);
		for (const [, , need, reason] of rows) this.#missing.set(String(need), String(reason));
	}

	async see({ saidBy, ...seen }: SeenData): Promise<void> {
		const circumstances = { ...seen, ts: this.alert!.ts, missing: this.#missing };
		this.answers = new DowngradedAnswers(this.#asker.analysis, circumstances, saidBy);
	}

	async ask(cell: Cell, options: QueryOptions): Promise<Said> {
		const sql = await this.#asker.sqlOf(cell);
		const { kind, spec } = cell;
		if (lists(kind)) {
			const [rows = 0] = await this.countRows([sql], options);
			return { answer: null, rows, fault: null };
		}
		// One row more than there may be says enough.
		const query = ([one = '']: readonly string[], relation: string) =>
			`${forEach(relation, one, answerColumns)} LIMIT 2`;
		const given = await this.#asker.answers(cell, sql, options, () =>
			this.#about.ask({ key: sql, statements: [sql], query }, options)
		);
		const answer = (kind.answers ?? kind.claims)!.value(given, spec);
		return { answer, rows: null, fault: null };
	}

	async again(cell: Cell, options: QueryOptions): Promise<void> {
		await this.ask(cell, options);
	}

	path({ name }: PathDefinition): PathScope<Conclusion> {
		const { analysis } = this.#asker;
		const { steps } = analysis.path(name);
		const verdicts = new PathVerdicts(this, { analysis, name, alertId: this.alert!.alert_id });
		const asking = (options: QueryOptions) => ({
			verdicts,
			analysis,
			answers: this.answers,
			options
		});
		return {
			steps,
			isDecided: (asked, options) => isDecided(steps, asked, asking(options)),
			conclude: (decided, options) =>
				conclusionOf(steps.slice(0, decided ?? undefined), decided, asking(options))
		};
	}

	failureOf(error: unknown, cell: Cell, options: QueryOptions): Promise<CellFailure> {
		return this.#asker.failureOf(error, cell, options);
	}

	/** Cases often come down to the same steps; each list of steps is asked about once while the rest is the same. */
	async conclude(
		cell: Cell,
		cases: readonly Scenario[],
		options: QueryOptions
	): Promise<GivenVerdicts> {
		const lists = this.verdicts.supposed.of(cases, this.answers).map((steps, i) => {
			return { name: cases[i]!.name, steps, key: JSON.stringify(steps) };
		});
		const { given } = this.verdicts.of(cell);
		const open = new Map(lists.map(({ key, steps }) => [key, steps]));
		for (const key of given.keys()) open.delete(key);
		const found = open.size === 0 ? [] : await this.#askCases(cell, [...open.values()], options);
		[...open.keys()].forEach((key, i) => given.set(key, found[i]!));
		const own = lists.map(({ name, key }) => [name, given.get(key)!] as const);
		return new Map([[this.alert!.alert_id, new Map(own)]]);
	}

	/** In the order of the lists of steps. */
	async #askCases(
		cell: Cell,
		lists: readonly (readonly ScenarioStep[])[],
		options: QueryOptions
	): Promise<GivenVerdict[]> {
		const over = { relations: casesSql(lists), query: (verdicts: string) => verdicts };
		const given = givenVerdicts(await this.#askVerdict(cell, over, options), cell.kind);
		const own = given.get(this.alert!.alert_id)!;
		return lists.map((_, i) => own.get(String(i))!);
	}

	/** The different verdicts over all combinations of outcomes of the steps that are open, behind those that are given. */
	async concludeEvery(
		cell: Cell,
		steps: { given: readonly ScenarioStep[]; open: readonly OpenStep[] },
		options: QueryOptions
	): Promise<(string | null)[]> {
		const { every } = this.verdicts.of(cell);
		const key = JSON.stringify(steps);
		const known = every.get(key);
		if (known !== undefined) return known;
		const relations = combinationsSql(steps.given, steps.open);
		const query = (verdicts: string) => `SELECT DISTINCT outcome FROM (${verdicts})`;
		const { rows } = await this.#askVerdict(cell, { relations, query }, options);
		const found = rows.map(([outcome]) => outcome as string | null);
		every.set(key, found);
		return found;
	}

	/**
	 * How many rows checks rest on, in the order of their statements.
	 * @throws `query failed` where one of them cannot be run
	 */
	async countRows(statements: readonly string[], options: QueryOptions): Promise<number[]> {
		if (statements.length === 0) return [];
		const different = [...new Set(statements)];
		// One behind the other: side by side, as many values of one row, they take half as long again to plan.
		const counts = (relations: readonly string[]) =>
			relations.map((relation, i) => `SELECT ${i}, count(*) FROM ${relation}`).join(' UNION ALL ');
		const { rows } = await this.#askRows(different, counts, options);
		const counted = new Map(rows.map(([i, count]) => [different[Number(i)], Number(count)]));
		return statements.map((sql) => counted.get(sql)!);
	}

	/** Some of the rows of a statement. */
	async rows(sql: string, page: PageAsked, options: QueryOptions): Promise<Result> {
		const rows = (around: Around, own: QueryOptions) =>
			this.#askRows([sql], ([one]) => around(`SELECT result.* FROM ${one}`), own);
		return rowsOfPage(`SELECT result.* FROM alert, (\n${sql}\n) AS result`, rows, page, options);
	}

	async #askVerdict(cell: Cell, { relations, query }: Over, options: QueryOptions) {
		const sql = await this.#asker.sqlOf(cell);
		const statement = {
			key: query(sql),
			statements: [sql],
			query: ([verdict = '']: readonly string[], scope: string) =>
				query(verdictSql(verdict, cell, { scope, ...relations, ofOne: true }))
		};
		return this.#asker.answers(cell, verdictOverSteps(sql), options, () =>
			this.#about.ask(statement, options)
		);
	}

	#askRows(
		statements: readonly string[],
		query: (relations: readonly string[]) => string,
		options: QueryOptions
	): Promise<Result> {
		for (const sql of statements) checkSelect(sql);
		// What speaks of the alert no more is planned in a fraction of the time without its row.
		const behind = (sqls: readonly string[], relation: string, areFilledIn: boolean) => {
			const before = areFilledIn ? '' : `${alertRow(relation)} CROSS JOIN LATERAL `;
			return query(sqls.map((sql) => `${before}(\n${sql}\n) AS result`));
		};
		return this.#about.ask({ key: query(statements), statements, query: behind }, options);
	}
}

/** Nobody can be clear of what nothing says how much of it had to be seen. */
function unseenOverAll({ table }: CoverageNeed): string {
	const noun = table === null ? 'record' : recordNoun(table);
	return `no alert is at hand: nothing says which ${noun}s there had to be`;
}
