import { countText } from '#lib/format-number.ts';
import type { Pin, PinnedAnswer, PinProvenance } from '#investigation/pin.ts';
import { reasonOf } from '#investigation/reason.ts';
import type { Step } from '#investigation/result.ts';

/** What there is now to hold a piece of evidence against. */
export interface PinContext {
	/** The step of its cell; null where the recipe has none. */
	step: Pick<Step, 'state' | 'outcome' | 'said' | 'because' | 'lowered' | 'rows' | 'role'> | null;
	/** As it runs now; null where the recipe has no such cell. */
	sql: string | null;
	/** Values of the parameters as text. */
	values: Readonly<Record<string, string>>;
	/** SHA-256 of all sources that are loaded. */
	loaded: ReadonlySet<string>;
	/** The loaded sources that the step reads now. */
	read: readonly PinProvenance[];
}

/** In what evidence differs from what there is now, one sentence each; empty where it is the same. */
export function pinDifferences(pin: Pin, now: PinContext): string[] {
	const absent = pin.sources.filter(({ sha256 }) => !now.loaded.has(sha256));
	const unloaded = absent.length === 0 ? [] : [notLoaded(absent)];
	if (pin.of === 'row') return unloaded;
	if (now.step === null || now.sql === null)
		return [...unloaded, 'The recipe has no such step any more.'];
	if (now.step.state !== 'done')
		return [...unloaded, 'The step has no answer now that it could be held against.'];
	const changes = [...unloaded, ...changesOf(pin, now)];
	if (!isSame(pin, now.step)) return [answersNow(now.step), ...changes];
	return changes.length === 0 ? [] : [...changes, 'The answer is the same.'];
}

function isSame(pin: PinnedAnswer, step: NonNullable<PinContext['step']>): boolean {
	if (step.role === 'rows') return pin.rows === step.rows;
	return pin.outcome === step.outcome && pin.because === reasonOf(step);
}

function answersNow(step: NonNullable<PinContext['step']>): string {
	const { role, rows, outcome } = step;
	if (role === 'rows') return `The step lists ${countText(rows ?? 0, 'row')} now.`;
	return `The step answers otherwise now: ${[outcome, reasonOf(step)].filter(Boolean).join(', ')}`;
}

function changesOf(pin: PinnedAnswer, now: PinContext): string[] {
	const values = Object.entries(pin.parameters).filter(
		([name, value]) => now.values[name] !== value
	);
	const pinned = new Set(pin.sources.map(({ sha256 }) => sha256));
	const more = now.read.filter(({ sha256 }) => !pinned.has(sha256));
	return [
		...(pin.sql === now.sql ? [] : ['Its SQL is another now.']),
		...values.map(
			([name, value]) => `${name} was ${value}, and is ${now.values[name] ?? 'gone'} now.`
		),
		...(more.length === 0 ? [] : [`${namesOf(more)} ${isOrAre(more)} read now as well.`])
	];
}

function notLoaded(sources: readonly PinProvenance[]): string {
	return `${namesOf(sources)} ${isOrAre(sources)} not loaded now.`;
}

function namesOf(sources: readonly PinProvenance[]): string {
	return sources.map(({ name }) => name).join(', ');
}

function isOrAre({ length }: readonly PinProvenance[]): string {
	return length === 1 ? 'is' : 'are';
}
