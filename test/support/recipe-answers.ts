import type { Incident } from '#datasets/incidents/incident.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import { Investigator } from '#investigation/investigator.ts';
import type { InvestigationResult } from '#investigation/result.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { giveDefaults, unchanging } from './defaults.ts';
import { besides, incidentBench } from './evidence.ts';
import { linesAt } from './incident-files.ts';
import { only } from './only.ts';

export async function investigated(
	connection: Connection,
	alertId: string,
	notebook: Notebook
): Promise<InvestigationResult> {
	await giveDefaults(connection, notebook);
	return new Investigator(connection).investigate(alertId, notebook, unchanging(notebook));
}

export type Answer = [outcome: string | null, because: string | null];

/** What one cell of a recipe answers about an alert. */
export async function answer(
	{ connection, notebook }: { connection: Connection; notebook: Notebook },
	alertId: string,
	cell: string
): Promise<Answer> {
	return answerOf(await investigated(connection, alertId, only(notebook, cell)), cell);
}

/** What some cells of a recipe answer about the alert of an incident where one of its sources says something else. */
export async function answersWithOther(
	{ incident, notebook }: { incident: Incident; notebook: Notebook },
	[file, change]: readonly [file: string, change: (text: string) => string],
	cells: readonly string[]
): Promise<Answer[]> {
	const { connection, alertId } = await incidentBench(incident, [file]);
	const { settings } = incident.sources.find((source) => source.file.endsWith(file))!;
	const text = change(`${linesAt(incident.name, file).join('\n')}\n`);
	const ask = () => investigated(connection, alertId, only(notebook, ...cells));
	const result = await besides(connection, [[`other-${file}`, text]], ask, settings);
	return cells.map((cell) => answerOf(result, cell));
}

function answerOf({ paths, trusts }: InvestigationResult, cell: string): Answer {
	const steps = paths.flatMap((path) => path.steps);
	const found = steps.find((step) => step.cell === cell) ?? trusts.find(({ id }) => id === cell)!;
	return [found.outcome, found.because];
}
