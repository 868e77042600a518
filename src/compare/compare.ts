import type { DataType } from '#arrow/event-tables.ts';
import type { InvestigationResult, PathResult, Step, Trust } from '#investigation/result.ts';
import { countText } from '#lib/format-number.ts';
import type { Comparison, Finding, PathCost } from './comparison.ts';

/** Seconds of attention by path and cell, as far as somebody looked. */
export type Attention = ReadonlyMap<string, number>;

/** The key of a step in {@link Attention}. */
export function attentionKey(path: string, cell: string): string {
	return `${path}/${cell}`;
}

/**
 * Lays the first path of a result beside the others.
 * @param attention null where nobody looked
 */
export function compare(result: InvestigationResult, attention: Attention | null): Comparison {
	const { paths, trusts } = result;
	const [short, ...longer] = paths;
	return {
		agree: agreement(paths),
		costs: paths.map((path) => costOf(path, attention)),
		added: short === undefined ? [] : longer.flatMap((path) => addedBy(path, short)),
		disagreements: [...verdictsApart(paths), ...brokenTrusts(paths, trusts)],
		flips: paths.map(({ path, flips }) => ({ path, flips }))
	};
}

function agreement(paths: readonly PathResult[]): boolean | null {
	if (paths.length < 2 || paths.some(({ verdict }) => verdict === null)) return null;
	return new Set(paths.map(({ verdict }) => verdict)).size === 1;
}

function ran(path: PathResult): Step[] {
	return path.steps.filter(
		({ role, state, outcome }) => state === 'done' && (role === 'rows' || outcome !== null)
	);
}

function costOf(path: PathResult, attention: Attention | null): PathCost {
	const steps = ran(path);
	const answers = steps.filter(({ role }) => role === 'answer');
	const queries = steps.filter(({ role }) => role === 'rows');
	return {
		path: path.path,
		title: path.title,
		verdict: path.verdict,
		steps: steps.length,
		stepsOfAll: path.steps.length,
		ms: path.ms,
		rows: rowsOf(answers),
		queries: queries.length,
		rowsListed: rowsOf(queries),
		dataTypes: unique<DataType>(steps.flatMap(({ dataTypes }) => dataTypes)),
		trusts: unique(steps.flatMap(({ trusts }) => trusts)),
		evidence: answers.filter(({ outcome }) => outcome !== 'unknown').length,
		stableAfter: path.stableAfter,
		attention: attention === null ? null : attentionOf(path, attention)
	};
}

function rowsOf(steps: readonly Step[]): number {
	return steps.reduce((sum, { rows }) => sum + (rows ?? 0), 0);
}

function attentionOf(path: PathResult, attention: Attention): number {
	return path.steps.reduce(
		(sum, { cell }) => sum + (attention.get(attentionKey(path.path, cell)) ?? 0),
		0
	);
}

function unique<T>(values: readonly T[]): T[] {
	return [...new Set(values)];
}

function addedBy(path: PathResult, short: PathResult): Finding[] {
	const asked = new Set(short.steps.map(({ cell }) => cell));
	return ran(path)
		.filter(({ cell }) => !asked.has(cell))
		.map(({ cell, question, outcome, because, role, rows }) => ({
			cell,
			question,
			outcome,
			because: role === 'rows' ? countText(rows ?? 0, 'row') : (because ?? '')
		}));
}

function verdictsApart(paths: readonly PathResult[]): string[] {
	const [short, ...longer] = paths.filter(({ verdict }) => verdict !== null);
	return longer
		.filter(({ verdict }) => verdict !== short!.verdict)
		.map(
			({ title, verdict }) => `${short!.title} says ${short!.verdict}; ${title} says ${verdict}`
		);
}

/** A claim that one path leaned on and the data speaks against. */
function brokenTrusts(paths: readonly PathResult[], trusts: readonly Trust[]): string[] {
	return trusts
		.filter(({ outcome }) => outcome === 'contradicted' || outcome === 'expired')
		.flatMap(({ id, claim, outcome, because }) => {
			const leaning = paths.filter((path) => ran(path).some((step) => step.trusts.includes(id)));
			if (leaning.length === 0) return [];
			const titles = leaning.map(({ title }) => title).join(' and ');
			return [`${titles} leans on “${claim}”, which is ${outcome}: ${because ?? ''}`];
		});
}
