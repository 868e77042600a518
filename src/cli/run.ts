import { existsSync, readFileSync } from 'node:fs';
import { incidentNamed } from '#datasets/incidents/index.ts';
import { anyAlertRecipe, recipeIds, recipeText } from '#datasets/recipes/index.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import { openNativeEngine } from '#engine/duckdb/node.ts';
import { schemaStatements } from '#engine/store/schema.ts';
import { listAlerts } from '#investigation/alerts.ts';
import type { AlertRow } from '#investigation/result.ts';
import { isoOf } from '#lib/time.ts';
import { defaultsOf, setVariable } from '#investigation/parameters.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { tablesReadBy } from '#notebook/graph.ts';
import { checkHidden } from '#notebook/hidden-sources.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { answerEvery, answerOne } from './answers.ts';
import { importOptions, importSettings, readArguments, type GivenOptions } from './arguments.ts';
import { loadFiles, loadIncident, type Evidence } from './evidence.ts';
import type { Print } from './output.ts';

const options = {
	...importOptions,
	incident: { type: 'string' },
	data: { type: 'string', multiple: true },
	alert: { type: 'string' },
	'every-alert': { type: 'boolean' },
	set: { type: 'string', multiple: true }
} as const;

/** Alerts that are told where none was chosen, at most. */
const MOST_NAMED = 5;

/** `run [RECIPE] (--incident NAME | --data FILE…) [--alert ID | --every-alert] [--set NAME=VALUE]` */
export async function run(args: string[], print: Print): Promise<void> {
	const given = readArguments(dataAsOptions(args), options);
	const [recipe = recipeWithout(given), ...others] = given.positionals;
	if (others.length > 0)
		throw new Failure(
			'usage',
			`not understood: ${others.join(' ')}; files stand directly behind --data, which may be given again`
		);
	const notebook = notebookOf(recipe);
	const engine = await openNativeEngine(2);
	try {
		const connection = await engine.connect();
		for (const statement of schemaStatements()) await connection.query(statement);
		const evidence = await evidenceOf(connection, given, tablesReadBy(notebook));
		checkHidden(notebook, evidence.views);
		const values = await setParameters(connection, notebook, given);
		const { notes, receipts } = evidence;
		if (given.values['every-alert'])
			await answerEvery(connection, { notebook, values, notes, receipts, print });
		else {
			const alertId = await alertIdOf(connection, given, evidence);
			await answerOne(connection, { notebook, values, alertId, notes, receipts, print });
		}
	} finally {
		await engine.close();
	}
}

/** `--data a b c` is what people type; every file behind `--data` becomes an option of its own. */
function dataAsOptions(args: string[]): string[] {
	const at = args.indexOf('--data');
	if (at < 0) return args;
	const stop = args.findIndex((arg, i) => i > at && arg.startsWith('--'));
	const end = stop < 0 ? args.length : stop;
	const files = args.slice(at + 1, end).map((file) => `--data=${file}`);
	return [...args.slice(0, at), ...files, ...dataAsOptions(args.slice(end))];
}

/** The recipe of an incident, where one is asked about, else the one that fits any alert. */
function recipeWithout({ values }: GivenOptions): string {
	const incident = values.incident as string | undefined;
	return incident === undefined ? anyAlertRecipe : incidentNamed(incident).recipe;
}

function notebookOf(recipe: string): Notebook {
	const isPath = existsSync(recipe);
	if (!isPath && !recipeIds.includes(recipe) && /[./\\]/.test(recipe))
		throw new Failure('input not readable', 'there is no such file', { place: recipe });
	try {
		return readRecipe(isPath ? fileText(recipe) : recipeText(recipe));
	} catch (error) {
		if (!(error instanceof Failure) || error.kind !== 'recipe not valid') throw error;
		throw new Failure(error.kind, error.message, { place: recipe, cause: error });
	}
}

/** @throws `input not readable` for a folder, or what the machine does not let be read */
function fileText(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (cause) {
		const isFolder = (cause as NodeJS.ErrnoException).code === 'EISDIR';
		const what = isFolder ? 'it is a folder' : messageOf(cause);
		throw new Failure('input not readable', what, { place: path, cause });
	}
}

async function evidenceOf(
	connection: Connection,
	given: GivenOptions,
	names: readonly string[]
): Promise<Evidence> {
	const incident = given.values.incident as string | undefined;
	const files = given.values.data as string[] | undefined;
	if ((incident === undefined) === (files === undefined))
		throw new Failure('usage', 'run needs either --incident NAME or --data FILE…');
	if (incident !== undefined) {
		const needless = Object.keys(importOptions).find((name) => given.values[name] !== undefined);
		if (needless !== undefined)
			throw new Failure('usage', `an incident says itself how it is read: --${needless}`);
		return loadIncident(connection, incident, names);
	}
	return loadFiles(connection, files ?? [], importSettings(given, files ?? []), names);
}

async function setParameters(
	connection: Connection,
	notebook: Notebook,
	given: GivenOptions
): Promise<Record<string, string>> {
	const values = { ...defaultsOf(notebook.parameters), ...settingsOf(given, notebook) };
	for (const parameter of notebook.parameters) {
		const failure = await setVariable(connection, parameter, values[parameter.name]!);
		if (failure !== null) throw new Failure('usage', `${parameter.name}: ${failure}`);
	}
	return values;
}

function settingsOf(given: GivenOptions, notebook: Notebook): Record<string, string> {
	const settings = (given.values.set as string[] | undefined) ?? [];
	const pairs = settings.map((text) => /^([^=]+)=(.*)$/s.exec(text) ?? [text, text, null]);
	for (const [text, name, value] of pairs)
		if (value === null || !notebook.parameters.some((parameter) => parameter.name === name))
			throw new Failure('usage', `not a parameter of this recipe: ${text}`);
	return Object.fromEntries(pairs.map(([, name, value]) => [name, value]));
}

async function alertIdOf(
	connection: Connection,
	given: GivenOptions,
	evidence: Evidence
): Promise<string> {
	const named = (given.values.alert as string | undefined) ?? evidence.alertId;
	if (named !== null) return named;
	const alerts = await listAlerts(connection, MOST_NAMED + 1);
	const [first, second] = alerts;
	if (first === undefined) throw new Failure('usage', 'none of the files holds an alert');
	if (second === undefined) return first.alert_id;
	throw new Failure(
		'usage',
		`the files hold several alerts: name one by --alert, or --every-alert: ${namedAlerts(alerts)}`
	);
}

/** Alerts to choose from, the earliest first. */
function namedAlerts(alerts: readonly AlertRow[]): string {
	const named = alerts
		.slice(0, MOST_NAMED)
		.map(
			({ alert_id: id, ts, signature, src_ip: from, dst_ip: to }) =>
				`${id} (${ts === null ? 'no time' : isoOf(ts)}, ${signature ?? 'no signature'}, ${from ?? 'no source'} to ${to ?? 'no target'})`
		);
	return [...named, ...(alerts.length > MOST_NAMED ? ['and more'] : [])].join('; ');
}
