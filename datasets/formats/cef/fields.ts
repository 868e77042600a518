import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { summed, translated, worded } from '../../records/fields/derived-cells.ts';
import type { Sender } from '../../records/fields/sender.ts';
import type { ColumnCells } from '../../rows/put.ts';
import type { EventCells } from '../../rows/security/security-event.ts';
import { labelled, labelledAddress } from './label.ts';

/** The value under a key. */
export type CellOf = (name: string) => FieldBytes;

/** Bands of severity as CEF defines them: 9 and 10 are very high, 7 and 8 high, 4 to 6 medium, the rest low. */
const priorities = {
	10: '1', 9: '1', 8: '2', 7: '2', 6: '3', 5: '3', 4: '3', 3: '4', 2: '4', 1: '4', 0: '4',
	'very-high': '1', high: '2', medium: '3', low: '4'
}; // prettier-ignore

/** `0` is inbound and `1` outbound. */
const directions = { 0: 'in', 1: 'out', inbound: 'in', outbound: 'out' };

const rules = [
	'rule',
	'rulename',
	'policy',
	'policyname',
	'policyid',
	'firewallrule',
	'accessrule',
	'ruleid'
];

const digits = (text: string) => (/^\d{1,18}$/.test(text) ? text : null);

export function eventCells(cell: CellOf, sender: Sender): EventCells {
	const speaker = sender.speaker(cell('dvchost'), cell('dvc'));
	return {
		flow: flow(cell),
		firewall: {
			device: [speaker.name],
			interface: [cell('deviceInboundInterface')],
			direction: [translated(cell('deviceDirection'), directions)],
			rule: [labelled(cell, rules)],
			bytes: [summed(cell('in'), cell('out'))]
		},
		alerts: {
			sensor: [speaker.name],
			sid: [worded(cell('deviceEventClassId'), digits)],
			classification: [cell('cat')],
			priority: [translated(cell('severity'), priorities)],
			count: [cell('cnt')],
			flow_id: [cell('externalId')]
		},
		web: web(cell),
		speaker,
		host: host(cell),
		action: [cell('act')],
		kinds: ['deviceProduct', 'deviceEventClassId', 'name', 'cat'].map(cell),
		signature: [cell('name')],
		request: [cell('request')]
	};
}

/** Addresses of IPv6 have no key of their own, but a label that the specification gives. */
function flow(cell: CellOf): ColumnCells {
	return {
		src_ip: [cell('src'), labelledAddress(cell, ['sourceipv6address', 'sourceipv6'])],
		src_port: [cell('spt')],
		dst_ip: [cell('dst'), labelledAddress(cell, ['destinationipv6address', 'destinationipv6'])],
		dst_port: [cell('dpt')],
		proto: [cell('proto')]
	};
}

function web(cell: CellOf): ColumnCells {
	return {
		host: [cell('dhost')],
		method: [cell('requestMethod')],
		user: [cell('suser'), cell('duser')],
		user_agent: [cell('requestClientApplication')],
		referer: [labelled(cell, ['referer', 'referrer'])]
	};
}

function host(cell: CellOf): ColumnCells {
	return {
		product: [cell('deviceProduct')],
		event_id: [cell('deviceEventClassId')],
		severity: [worded(cell('severity'), digits)],
		category: [cell('cat')],
		user: [cell('suser'), cell('duser')],
		process: [cell('sproc'), cell('dproc'), cell('deviceProcessName')],
		path: [cell('filePath'), cell('fname')],
		message: [cell('msg'), cell('name')]
	};
}
