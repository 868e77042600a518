import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { constant, translated, worded } from '../../records/fields/derived-cells.ts';
import type { ColumnCells } from '../../rows/put.ts';
import { unless } from '../../records/fields/unless.ts';

type CellOf = (name: string) => FieldBytes;

/** What the policy did. A reset, and an ICMP message that is sent for a drop, are answers. */
const firewallActions = {
	allow: 'allow', deny: 'deny', drop: 'drop', 'drop icmp': 'reject', 'drop-icmp': 'reject',
	'reset client': 'reject', 'reset server': 'reject', 'reset both': 'reject',
	'reset-client': 'reject', 'reset-server': 'reject', 'reset-both': 'reject'
}; // prettier-ignore

const alertActions = {
	alert: 'allowed', allow: 'allowed', continue: 'allowed', override: 'allowed',
	deny: 'blocked', drop: 'blocked', 'drop-packet': 'blocked', 'drop-all-packets': 'blocked',
	'reset-client': 'blocked', 'reset-server': 'blocked', 'reset-both': 'blocked', block: 'blocked',
	'block-ip': 'blocked', 'block-url': 'blocked', 'block-continue': 'blocked', 'random-drop': 'blocked',
	sinkhole: 'blocked', 'syncookie-sent': 'blocked'
}; // prettier-ignore

const priorities = { critical: '1', high: '2', medium: '3', low: '4', informational: '5' };
/** As PAN-OS numbers them: 5 is the gravest. */
const severities = { critical: '5', high: '4', medium: '3', low: '2', informational: '1' };

const named = /^(.*?)\s*\((\d{1,18})\)$/;

/** Ports of protocols that have none are written as 0. */
export function flow(cell: CellOf): ColumnCells {
	return {
		src_ip: [cell('src')],
		src_port: [unless(cell('sport'), ['0'])],
		dst_ip: [cell('dst')],
		dst_port: [unless(cell('dport'), ['0'])],
		proto: [cell('proto')]
	};
}

export function firewall(cell: CellOf): ColumnCells {
	return {
		interface: [cell('inbound_if')],
		action: [translated(cell('action'), firewallActions)],
		rule: [cell('rule')],
		bytes: [cell('bytes')]
	};
}

/** A threat is written `name(id)`. */
export function alerts(cell: CellOf): ColumnCells {
	const threat = cell('threatid');
	return {
		sid: [
			worded(threat, (text) => named.exec(text)?.[2] ?? (/^\d{1,18}$/.test(text) ? text : null))
		],
		signature: [worded(threat, (text) => named.exec(text)?.[1] ?? text)],
		classification: [cell('thr_category'), cell('subtype')],
		priority: [translated(cell('severity'), priorities)],
		action: [translated(cell('action'), alertActions)],
		count: [cell('repeatcnt')],
		flow_id: [cell('sessionid')]
	};
}

export function web(cell: CellOf): ColumnCells {
	return {
		method: [worded(cell('http_method'), (text) => text.toUpperCase())],
		user: [cell('srcuser')],
		user_agent: [cell('user_agent')],
		referer: [cell('referer')]
	};
}

export function files(cell: CellOf): ColumnCells {
	return {
		filename: [cell('misc')],
		sha256: [cell('filedigest')],
		service: [cell('app')],
		uid: [cell('sessionid')]
	};
}

export function host(cell: CellOf): ColumnCells {
	return {
		src_ip: [cell('host')],
		product: [constant('PAN-OS')],
		event_id: [cell('eventid')],
		severity: [translated(cell('severity'), severities)],
		category: [cell('subtype')],
		action: [cell('result'), cell('cmd')],
		user: [cell('admin')],
		path: [cell('path')],
		message: [cell('opaque'), cell('cmd')]
	};
}
