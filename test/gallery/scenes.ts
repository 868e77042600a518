import { oneAnswer } from '#cells/answer.ts';
import {
	answers,
	claims,
	concludes,
	expectedOf,
	isStep,
	lists,
	standsAlone
} from '#cells/facets.ts';
import { cellKinds } from '#cells/index.ts';
import type { ShownCell, ShownEarlier, ShownState } from '#cells/shown.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import { pageOfRows } from '#engine/sql/bounded-rows.ts';
import { Failure } from '#lib/failure.ts';
import { bareStep, typesOf } from '#investigation/bare-step.ts';
import { shownCells, type Cell, type QuietCell } from '#notebook/notebook.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import type { PageOfRows } from '#ui/paged-rows.svelte.ts';
import { fillings, hostileText, overFilling, type Filling } from './rows.ts';

/** A cell over some rows, in a state. */
export interface Scene {
	/** Name of its kind. */
	kind: string;
	/** File of the sample that it is written in. */
	sample: string;
	cell: Cell | QuietCell;
	filling: Filling;
	state: ShownState;
	/** What is special about it, in words. */
	title: string;
	/** Whether the database refuses its rows. */
	isRefused: boolean;
}

const samples = import.meta.glob<string>('../../cells/*/samples/*.md', {
	query: '?raw',
	import: 'default',
	eager: true
});

/** What a sample stands behind, so that it is a recipe. */
const front = `---
lookdeeper: 1
id: gallery
title: Gallery
paths: { triage: { title: Triage }, deep-dive: { title: Deep dive } }
---
`;

/** Every state of a step beside `done`. */
const ofSteps: readonly ShownState[] = [
	'waiting',
	'running',
	'stale',
	'failed',
	'cancelled',
	'stopped',
	'not needed'
];

/** Every kind, over every filling by each of its samples, and in every state by one of them that is on a path. */
export const scenes: readonly Scene[] = cellKinds.flatMap(({ name }) => {
	const cells = samplesOf(name);
	const over = cells.flatMap((sampled) =>
		fillings.map((filling) => scene(name, sampled, { filling, state: 'done', title: filling }))
	);
	const best = cells.find(({ cell }) => cell.spec.paths.length > 0) ?? cells[0];
	return best === undefined ? over : [...over, ...inStates(name, best)];
});

/** What asks nothing is always as it stands, but that the value of a parameter may have been refused. */
function inStates(kind: string, sampled: Sampled): Scene[] {
	const { cell } = sampled;
	const of = (state: ShownState, title: string) =>
		scene(kind, sampled, { filling: 'one row', state, title });
	if (cell.type === 'quiet') return cell.kind.parameter === undefined ? [] : [of('done', 'failed')];
	const told = ofSteps.map((state) => of(state, state));
	if (!standsAlone(cell.kind)) return told;
	return [...told, { ...of('done', 'rows refused'), isRefused: true }];
}

interface Sampled {
	sample: string;
	cell: Cell | QuietCell;
}

function scene(
	kind: string,
	sampled: Sampled,
	rest: Pick<Scene, 'filling' | 'state' | 'title'>
): Scene {
	return { kind, ...sampled, ...rest, isRefused: false };
}

function samplesOf(kind: string): Sampled[] {
	return sampleTexts(kind).map(({ file, text }) => ({
		sample: file,
		cell: shownCells(readRecipe(text))[0]!
	}));
}

/** The samples of a kind that are read, each as a recipe of its cell alone. */
function sampleTexts(kind: string): { file: string; text: string }[] {
	const folder = `../../cells/${kind}/samples/`;
	return Object.entries(samples)
		.filter(([path]) => path.startsWith(folder))
		.map(([path, text]) => ({ file: path.slice(folder.length), text: front + text }))
		.filter(({ text }) => shownCells(readRecipe(text)).length > 0);
}

/** Sets what the SQL of samples asks for by `getvariable`, as a case would. */
export const variableStatements = [`SET VARIABLE "window" = INTERVAL '1 hour'`];

/** Rows of a statement of the scene, as its view asks for them. */
export function askedIn(connection: Connection, { filling, isRefused }: Scene) {
	return async (sql: string, page: PageOfRows) => {
		if (isRefused) throw new Failure('query failed', 'out of memory');
		return connection.query(overFilling(filling, pageOfRows(sql, page)), { signal: page.signal });
	};
}

/** The cell of a scene as a page would show it, before its view asked anything. */
export async function shownIn(connection: Connection, scene: Scene): Promise<ShownCell> {
	const { cell, state, title } = scene;
	const failure =
		title === 'failed' ? { message: 'Binder Error: no such column: dst_prot', position: 7 } : null;
	return { spec: cell.spec, state, value: await valueIn(connection, scene), failure };
}

async function valueIn(connection: Connection, scene: Scene): Promise<unknown> {
	const { cell, filling } = scene;
	const parameter = cell.kind.parameter?.(cell.spec);
	if (parameter !== undefined) return filling === 'hostile text' ? hostileText : parameter.default;
	if (cell.type !== 'cell') return null;
	if (standsAlone(cell.kind) && cell.spec.paths.length === 0) return null;
	if (lists(cell.kind)) return stepIn(connection, scene);
	if (answers(cell.kind)) return { ...barely(cell, scene), ...(await answerIn(connection, scene)) };
	if (claims(cell.kind)) return { ...told(scene), ...(await answerIn(connection, scene)) };
	return concludes(cell.kind) ? conclusionIn(connection, scene) : null;
}

/** Of a run before, which holds no longer. */
function earlierIn({ cell, state }: Scene): ShownEarlier | null {
	if (state === 'done' || state === 'not needed') return null;
	const isListed = lists(cell.kind);
	const [outcome = null] = expectedOf(cell.kind).outcomes;
	return {
		outcome,
		because: isListed ? null : 'what the run before said',
		rows: isListed ? 12 : null,
		at: moment,
		differs: ['window 1 hour']
	};
}

const moment = BigInt(Date.UTC(2007, 0, 15, 3, 17, 36)) * 1000n;

function told(scene: Scene) {
	const isDone = scene.state === 'done';
	return {
		earlier: earlierIn(scene),
		triedAt: scene.state === 'stopped' ? moment : null,
		ms: isDone ? 12 : null
	};
}

function barely(cell: Cell, scene: Scene) {
	const dataTypes = typesOf(cell.spec);
	const trusts = cell.spec.trusts.map((id) => ({ id, claim: `what ${id} claims`, outcome: null }));
	return { ...bareStep(cell), ...told(scene), dataTypes, trusts, inBothPaths: true };
}

async function stepIn(connection: Connection, scene: Scene) {
	const cell = scene.cell as Cell;
	if (scene.state !== 'done') return barely(cell, scene);
	const counted = await connection.query(
		overFilling(scene.filling, `SELECT count(*) AS n FROM (\n${cell.sql}\n)`)
	);
	return { ...barely(cell, scene), rows: Number(counted.rows[0]![0]) };
}

/** What the statement of a cell comes to, by its own kind; words of a log may stand in it. */
async function answerIn(connection: Connection, { cell, filling, state }: Scene) {
	if (state !== 'done' || cell.type !== 'cell') return {};
	const rows = await connection.query(overFilling(filling, cell.sql));
	const { kind, spec } = cell;
	const expected = kind.answers ?? kind.claims;
	const answer = expected?.value(rows, spec) ?? oneAnswer(rows, expectedOf(kind));
	const because = filling === 'hostile text' ? hostileText : answer.because;
	const lowered = filling === 'nulls' ? ['no source speaks for 192.0.2.1'] : [];
	return { outcome: answer.outcome, said: answer.outcome, because, lowered };
}

async function conclusionIn(connection: Connection, scene: Scene) {
	const { earlier } = told(scene);
	const answer = await answerIn(connection, scene);
	const asked = { role: 'answer' as const, question: 'Was it answered?', open: null };
	return {
		verdict: answer.outcome ?? null,
		because: answer.because ?? null,
		partial: scene.filling === 'nulls',
		steps: [{ ...asked, state: scene.state, outcome: 'clear' }],
		stableAfter: 1,
		flips: [{ trust: 'border', claim: 'The border denies', verdict: 'insufficient data' }],
		earlier,
		stoppedAt: scene.state === 'stopped' ? moment : null
	};
}

/** Whether its view will ask for rows by itself. */
export function asksByItself({ cell, state }: Scene): boolean {
	return state === 'done' && isStep(cell.kind) && lists(cell.kind) && cell.kind.lists.atOnce;
}
