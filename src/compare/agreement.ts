import type { Sweep } from '#investigation/sweep.ts';

/** The two paths over every alert. */
export interface Agreement {
	alerts: number;
	/** Titles of the two paths, the shorter first. */
	paths: [short: string, long: string];
	/** One field per pair of verdicts that occurs, most alerts first. */
	fields: AgreementField[];
	/** Milliseconds of the machine over all alerts, by path in the order of `paths`. */
	ms: [number, number];
}

export interface AgreementField {
	short: string;
	long: string;
	alerts: number;
	/** The first hundred. */
	alertIds: string[];
}

const ALERTS_PER_FIELD = 100;

/** Lays the first two paths of a sweep over each other. */
export function agreementOf(sweep: Sweep): Agreement {
	const [short, long] = sweep.paths;
	const fields = new Map<string, AgreementField>();
	for (const [alertId, { verdict }] of short?.verdicts ?? []) {
		const other = long?.verdicts.get(alertId)?.verdict ?? null;
		count(fields, verdict ?? NONE, other ?? NONE, alertId);
	}
	return {
		alerts: short?.verdicts.size ?? 0,
		paths: [short?.title ?? '', long?.title ?? ''],
		fields: [...fields.values()].sort((a, b) => b.alerts - a.alerts),
		ms: [short?.ms ?? 0, long?.ms ?? 0]
	};
}

/** What stands for a verdict that could not be had. */
const NONE = 'no verdict';

function count(
	fields: Map<string, AgreementField>,
	short: string,
	long: string,
	alertId: string
): void {
	const key = `${short}\n${long}`;
	const field = fields.get(key) ?? { short, long, alerts: 0, alertIds: [] };
	field.alerts++;
	if (field.alertIds.length < ALERTS_PER_FIELD) field.alertIds.push(alertId);
	fields.set(key, field);
}
