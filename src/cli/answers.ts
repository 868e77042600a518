import { agreementOf } from '#compare/agreement.ts';
import { compare } from '#compare/compare.ts';
import { rowObjects, type Connection } from '#engine/duckdb/engine.ts';
import { listAlerts } from '#investigation/alerts.ts';
import { Investigator } from '#investigation/investigator.ts';
import { Sweeper } from '#investigation/sweep.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { isoOf } from '#lib/time.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { applicability } from '#recipe/applies-to.ts';
import { jsonLine, type Print } from './output.ts';
import { standingCells } from './standing-cells.ts';
import { alertReport, pathReport, recipeReport, sourceReport, trustReport } from './report.ts';

/** What is to be answered, and what is to be said beside it. */
interface Task {
	notebook: Notebook;
	/** Sentences on the evidence. */
	notes: readonly string[];
	/** Of the sources, in the order in which they were given. */
	receipts: readonly Receipt[];
	print: Print;
}

/**
 * Prints what the recipe says of one alert; also what was answered before the database failed.
 * @throws what ended the run before its end, once that is printed
 */
export async function answerOne(
	connection: Connection,
	{
		notebook,
		notes,
		receipts,
		print,
		values,
		alertId
	}: Task & { values: Record<string, string>; alertId: string }
): Promise<void> {
	const investigator = new Investigator(connection);
	const ends = new Ends();
	const world = { values, versionOf: () => 'loaded once' };
	const whole = await ends.of(investigator.investigate(alertId, notebook, world));
	if (whole !== null) await ends.of(investigator.measure());
	const { result } = investigator;
	if (result !== null)
		await print(
			jsonLine({
				alert: alertReport(result.alert),
				recipe: recipeReport(notebook, result.alert),
				sources: receipts.map(sourceReport),
				missing: result.missing,
				paths: Object.fromEntries(result.paths.map((path) => [path.path, pathReport(path)])),
				trusts: result.trusts.map(trustReport),
				coverage: await ends.of(coverageReport(connection)),
				cells: await ends.of(
					standingCells(notebook, values, (sql, page) => investigator.ask(sql, page))
				),
				problems: notebook.problems.map(({ message, line }) => ({ message, line })),
				notes,
				comparison: compare(result, null)
			})
		);
	ends.check();
}

/**
 * Prints a line for every alert, and the agreement of the paths last.
 * @throws as `answerOne`
 */
export async function answerEvery(
	connection: Connection,
	{ notebook, notes, receipts, print, values }: Task & { values: Record<string, string> }
): Promise<void> {
	const alerts = await listAlerts(connection, Number.MAX_SAFE_INTEGER);
	const world = { values, versionOf: () => 'loaded once' };
	const swept = await new Sweeper(connection).sweep(notebook, world);
	for (const alert of alerts)
		await print(
			jsonLine({
				alert: alertReport(alert),
				applies: applicability(notebook.appliesTo, alert).applies,
				paths: Object.fromEntries(
					swept.paths.map(({ path, verdicts }) => [path, verdicts.get(alert.alert_id) ?? null])
				)
			})
		);
	const { failures, missing } = swept;
	const sources = receipts.map(sourceReport);
	await print(jsonLine({ agreement: agreementOf(swept), failures, missing, sources, notes }));
}

/** Work that may fail after others have given something to print. */
class Ends {
	#first: unknown = null;

	/** What comes of the work; null where it fails. */
	async of<T>(work: Promise<T>): Promise<T | null> {
		try {
			return await work;
		} catch (error) {
			this.#first ??= error;
			return null;
		}
	}

	/** @throws the first failure */
	check(): void {
		if (this.#first !== null) throw this.#first as Error;
	}
}

async function coverageReport(connection: Connection): Promise<unknown[]> {
	const pieces = await connection.query(
		`SELECT table_name AS "table", speaker, source_id AS source, from_ts, to_ts, records,
			epoch(bound) / 60 AS bound_minutes, origin AS bound_is
		FROM coverage ORDER BY ALL`
	);
	return rowObjects(pieces).map(({ from_ts, to_ts, ...rest }) => ({
		...rest,
		from_ts: from_ts === null ? null : isoOf(from_ts as bigint),
		to_ts: to_ts === null ? null : isoOf(to_ts as bigint)
	}));
}
