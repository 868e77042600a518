import { eventTables } from '#tables/event-tables.ts';
import { answers, claims } from '#cells/facets.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { Situation } from './basis.ts';
import type { AlertRow } from './result.ts';
import { alertValues } from './alert-values.ts';

/** The id where no alert is at hand: what is asked then is over all data. */
export const OVER_ALL = '';

/**
 * Whether a cell is asked by itself where somebody looks at it: a check on no path, and where no alert is at hand every
 * check and claim that reads none. Claims about an alert are tested behind its paths.
 */
export function isAskedAlone(
	cell: Cell,
	{ alertId, notebook }: Pick<Situation, 'alertId' | 'notebook'>
): boolean {
	if (alertId !== OVER_ALL) return answers(cell.kind) && cell.spec.paths.length === 0;
	return (answers(cell.kind) || claims(cell.kind)) && !notebook.analysis.of(cell).ofAlert;
}

/** What stands where no alert is at hand: nothing is known of it, and nothing that is asked reads it. */
export const noAlert: { alert: AlertRow; values: Map<string, string> } = {
	alert: {
		alert_id: OVER_ALL,
		ts: null,
		signature: null,
		src_ip: null,
		src_port: null,
		dst_ip: null,
		dst_port: null,
		proto: null,
		count: null,
		priority: null,
		sensor: null,
		gid: null,
		sid: null,
		rev: null,
		source_id: '',
		record: 0,
		origin: null
	},
	values: alertValues(eventTables.alerts.columns.map(() => null))
};
