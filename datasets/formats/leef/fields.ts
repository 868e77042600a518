import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { summed, translated, worded } from '../../records/fields/derived-cells.ts';
import type { Sender } from '../../records/fields/sender.ts';
import type { EventCells } from '../../rows/security/security-event.ts';

type CellOf = (name: string) => FieldBytes;

/** Severity is 1 to 10, 10 the gravest; in the bands that CEF defines for the same scale. */
const priorities = {
	10: '1', 9: '1', 8: '2', 7: '2', 6: '3', 5: '3', 4: '3', 3: '4', 2: '4', 1: '4', 0: '4'
}; // prettier-ignore

const digits = (text: string) => (/^\d{1,18}$/.test(text) ? text : null);

export function eventCells(cell: CellOf, sender: Sender): EventCells {
	const cells = (...names: string[]) => names.map(cell);
	const speaker = sender.speaker(...cells('identHostName', 'devname', 'deviceName', 'origin'));
	const user = cells('usrName', 'accountName', 'user');
	return {
		flow: {
			src_ip: cells('src'),
			src_port: cells('srcPort'),
			dst_ip: cells('dst'),
			dst_port: cells('dstPort'),
			proto: cells('proto')
		},
		firewall: {
			device: [speaker.name],
			rule: cells('policy', 'rule', 'ruleName', 'policyid', 'RuleName'),
			bytes: [summed(cell('srcBytes'), cell('dstBytes'))]
		},
		alerts: {
			sensor: [speaker.name],
			sid: [worded(cell('eventId'), digits), worded(cell('attackid'), digits)],
			classification: cells('cat'),
			priority: [translated(cell('sev'), priorities)],
			flow_id: cells('sessionid', 'SessionID')
		},
		web: {
			host: cells('dhost', 'hostname', 'domain'),
			method: cells('method', 'requestMethod', 'httpMethod'),
			user,
			user_agent: cells('userAgent', 'useragent', 'agent'),
			referer: cells('referer', 'refererURL')
		},
		speaker,
		host: {
			product: cells('product'),
			event_id: cells('eventId'),
			severity: [worded(cell('sev'), digits)],
			category: cells('cat'),
			user,
			path: cells('resource', 'filePath', 'fileName'),
			message: cells('msg', 'message', 'reason')
		},
		action: cells('action', 'act', 'Action'),
		kinds: cells('product', 'eventId', 'cat', 'subtype', 'Subtype'),
		signature: cells('signature', 'attack', 'threatName', 'virus', 'name', 'eventId'),
		request: cells('url', 'request', 'URL')
	};
}
