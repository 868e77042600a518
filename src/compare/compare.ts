import { reasonOf } from '#investigation/reason.ts';
import type { InvestigationResult, PathResult, Step, Trust } from '#investigation/result.ts';
import { countText } from '#lib/format-number.ts';
import type { AskedAlone, Comparison, Finding, PathCost } from './comparison.ts';

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
	const askedAlone = paths.map((path) => askedAloneBy(path, result));
	return {
		agree: agreement(paths),
		costs: paths.map((path) => costOf(path, trusts, attention)),
		askedAlone,
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

/** A step that failed was asked too, and has no answer. */
function wasAsked({ state }: Step): boolean {
	return state === 'done' || state === 'failed' || state === 'stopped';
}

function costOf(path: PathResult, trusts: readonly Trust[], attention: Attention | null): PathCost {
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
		sharedMs: path.sharedMs,
		rows: rowsOf(answers),
		queries: queries.length,
		rowsListed: rowsOf(queries),
		dataTypes: consultedBy('dataTypes', path, trusts),
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

function askedAloneBy(path: PathResult, { paths, trusts }: InvestigationResult): AskedAlone {
	const others = paths.filter((other) => other !== path);
	const asked = new Set(
		others.flatMap(({ steps }) => steps.filter(wasAsked)).map(({ cell }) => cell)
	);
	const alone = <K extends Consulted>(what: K) => {
		const elsewhere = others.flatMap((other) => consultedBy(what, other, trusts));
		return consultedBy(what, path, trusts).filter((each) => !elsewhere.includes(each));
	};
	return {
		path: path.path,
		title: path.title,
		findings: ran(path)
			.filter(({ cell }) => !asked.has(cell))
			.map(findingOf),
		tables: alone('needs'),
		dataTypes: alone('dataTypes')
	};
}

type Consulted = 'needs' | 'dataTypes';

/** Of the steps that ran, and of the trusts that they lean on: to test one is to look at its data. */
function consultedBy<K extends Consulted>(
	what: K,
	path: PathResult,
	trusts: readonly Trust[]
): Step[K][number][] {
	const steps = ran(path);
	const leaned = trusts.filter(({ id }) => steps.some((step) => step.trusts.includes(id)));
	return unique([...steps, ...leaned].flatMap((each) => each[what] as Step[K][number][]));
}

function findingOf(step: Step): Finding {
	const { cell, question, outcome, role, rows } = step;
	const listed = countText(rows ?? 0, 'row');
	return { cell, question, outcome, because: role === 'rows' ? listed : (reasonOf(step) ?? '') };
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
			const lean = leaning.length === 1 ? 'leans' : 'lean';
			const why = because === null ? '' : `: ${because}`;
			return [`${titles} ${lean} on “${claim}”, which is ${outcome}${why}`];
		});
}
