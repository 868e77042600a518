import type { Sweep, SweptVerdict } from '#investigation/sweep.ts';
import { byCodePoint } from '#lib/text-order.ts';

/** The two paths over every alert. */
export interface Agreement {
	/** That the recipe was run over. */
	alerts: number;
	/** Of those, the ones that count: the recipe may be written for them, and one path at least could decide. */
	compared: number;
	/** Of those that count, the ones of which both paths say the same. */
	agreed: number;
	/** Titles of the two paths, the shorter first. */
	paths: [short: string, long: string];
	/** One field per pair of verdicts that occurs among those that count, most alerts first, then as text. */
	fields: AgreementField[];
	/** The alerts that do not count, by why; empty groups are left out. */
	beside: AlertGroup[];
	/** Milliseconds of the machine over all alerts, by path in the order of `paths`. */
	ms: [number, number];
	/** How many of those are of what both asked: they are counted in both. */
	sharedMs: number;
}

export interface AlertGroup {
	/** What is so of them, as the end of a sentence: "4 alerts: neither path could decide". */
	why: string;
	alerts: number;
	/** The first hundred, ordered as text. */
	alertIds: string[];
}

export interface AgreementField {
	short: string;
	long: string;
	alerts: number;
	/** The first hundred, ordered as text. */
	alertIds: string[];
}

const ALERTS_PER_FIELD = 100;

/** Stands for a verdict that could not be had. */
const NONE = 'no verdict';

const NOT_WRITTEN = 'the recipe is not written for them';
const UNDECIDED = 'neither path could decide';

/** Lays the first two paths of a sweep over each other. */
export function agreementOf({ paths: [short, long], notWrittenFor, sharedMs }: Sweep): Agreement {
	const fields = new Map<string, AgreementField>();
	const beside = new Map<string, AlertGroup>();
	const alertIds = idsOf([short, long]);
	for (const alertId of alertIds) {
		const own = [short, long].map((path) => path?.verdicts.get(alertId));
		const why = notWrittenFor.has(alertId) ? NOT_WRITTEN : own.some(decides) ? null : UNDECIDED;
		const [shorts = NONE, longs = NONE] = own.map((each) => each?.verdict ?? NONE);
		if (why !== null) count(beside, why, { why }, alertId);
		else count(fields, `${shorts}\n${longs}`, { short: shorts, long: longs }, alertId);
	}
	const counted = [...fields.values()].sort(
		(a, b) => b.alerts - a.alerts || byCodePoint(a.short, b.short) || byCodePoint(a.long, b.long)
	);
	return {
		alerts: alertIds.length,
		compared: sum(counted),
		agreed: sum(counted.filter((field) => field.short === field.long)),
		paths: [short?.title ?? '', long?.title ?? ''],
		fields: counted,
		beside: [NOT_WRITTEN, UNDECIDED].flatMap((why) => beside.get(why) ?? []),
		ms: [short?.ms ?? 0, long?.ms ?? 0],
		sharedMs
	};
}

/** The alerts that either path was run over, in the same order however they were answered. */
function idsOf(paths: readonly (Sweep['paths'][number] | undefined)[]): string[] {
	const ids = new Set(paths.flatMap((path) => [...(path?.verdicts.keys() ?? [])]));
	return [...ids].sort(byCodePoint);
}

function decides(verdict: SweptVerdict | undefined): boolean {
	return verdict?.decided === true;
}

function sum(fields: readonly AgreementField[]): number {
	return fields.reduce((total, { alerts }) => total + alerts, 0);
}

interface Counted {
	alerts: number;
	alertIds: string[];
}

function count<T extends Counted>(
	groups: Map<string, T>,
	key: string,
	empty: Omit<T, keyof Counted>,
	alertId: string
): void {
	const group =
		groups.get(key) ?? ({ ...empty, alerts: 0, alertIds: [] as string[] } as unknown as T);
	group.alerts++;
	if (group.alertIds.length < ALERTS_PER_FIELD) group.alertIds.push(alertId);
	groups.set(key, group);
}
