import type { ColumnRow } from './column-row.ts';
import { sensorRow } from './sensor-column.ts';

export const alertRows = [
	['alert_id', 'text', 'id', 'source_id and record; the same at every load', { by: 'import' }],
	sensorRow,
	['gid', 'int64', 'id', 'generator id of the rule'],
	['sid', 'int64', 'id', 'signature id of the rule', { here: 'sid signatureid sigid ruleid' }],
	['rev', 'int64', 'id', 'revision of the rule'],
	['signature', 'text', 'signature', 'message of the rule', {
		here: 'signature rule rulename alert alertname signaturename threat threatname attack alertsignature detection' }],
	['classification', 'text', 'word', 'class of the rule', { here: 'classification class alertcategory' }],
	['priority', 'int32', 'level', '1 is the highest', { here: 'priority' }],
	['action', 'text', 'word', 'allowed or blocked, as the sensor says', {
		here: 'action act disposition verdict outcome policyaction result' }],
	['count', 'int64', 'count', 'events that the sensor folded into this one; null where it does not say', {
		here: 'count eventcount hits' }],
	['flow_id', 'text', 'session id', 'the sensor’s own id of the flow']
] as const satisfies readonly ColumnRow[]; // prettier-ignore
