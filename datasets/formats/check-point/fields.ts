import { wholeNumber } from '#lib/bytes.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { summed, translated } from '../../records/fields/derived-cells.ts';
import type { ColumnCells } from '../../rows/put.ts';
import { CellWhere, unless } from '../../records/fields/unless.ts';

type CellOf = (name: string) => FieldBytes;

/** What the gateway did. Encrypted and decrypted traffic was let through a tunnel. */
export const firewallActions = {
	accept: 'allow', allow: 'allow', bypass: 'allow', encrypt: 'allow', decrypt: 'allow', monitor: 'allow',
	detect: 'allow', inspect: 'allow',
	drop: 'drop', reject: 'reject', block: 'deny', prevent: 'deny', deny: 'deny'
}; // prettier-ignore

const alertActions = {
	detect: 'allowed', accept: 'allowed', allow: 'allowed', monitor: 'allowed', inspect: 'allowed', bypass: 'allowed',
	prevent: 'blocked', drop: 'blocked', reject: 'blocked', block: 'blocked', quarantine: 'blocked'
}; // prettier-ignore

/** Severities are counted from 0 (informational) to 4 (critical), or written as words. */
const priorities = {
	4: '1', 3: '2', 2: '3', 1: '4', 0: '5',
	critical: '1', high: '2', medium: '3', low: '4', informational: '5'
}; // prettier-ignore

const directions = { inbound: 'in', outbound: 'out' };

export function flow(cell: CellOf): ColumnCells {
	return {
		src_ip: [cell('src')],
		src_port: [cell('s_port'), cell('icmp_type'), cell('ICMP Type')],
		dst_ip: [cell('dst')],
		dst_port: [inDigits(cell('service')), cell('icmp_code'), cell('ICMP Code')],
		proto: [cell('proto')]
	};
}

export function firewall(cell: CellOf): ColumnCells {
	return {
		direction: [translated(cell('ifdir'), directions), translated(cell('i/f_dir'), directions)],
		action: [translated(cell('action'), firewallActions)],
		rule: [cell('rule_name'), cell('rule'), cell('rule_uid')],
		bytes: [cell('bytes'), summed(cell('client_inbound_bytes'), cell('client_outbound_bytes'))]
	};
}

export function alerts(cell: CellOf): ColumnCells {
	return {
		signature: [
			cell('protection_name'),
			cell('attack_info'),
			cell('attack'),
			cell('malware_action')
		],
		classification: [cell('attack'), cell('protection_type')],
		priority: [translated(cell('severity'), priorities)],
		action: [translated(cell('action'), alertActions)],
		count: [cell('suppressed_logs')],
		flow_id: [cell('session_uid')]
	};
}

export function web(cell: CellOf): ColumnCells {
	return {
		method: [cell('method'), cell('http_method')],
		user: [cell('src_user_name'), cell('user')],
		user_agent: [cell('user_agent'), cell('web_client_type')],
		referer: [cell('referrer')]
	};
}

export function host(cell: CellOf): ColumnCells {
	return {
		src_ip: [cell('src'), cell('client_ip')],
		dst_ip: [cell('dst')],
		product: [cell('product')],
		event_id: [cell('event_type'), unless(cell('logid'), ['0'])],
		severity: [cell('severity')],
		category: [cell('subject'), cell('blade')],
		action: [cell('action'), cell('operation')],
		user: [cell('user'), cell('administrator'), cell('src_user_name')],
		process: [cell('process_name')],
		parent_process: [cell('parent_process_name')],
		path: [cell('file_name')],
		message: [
			cell('description'),
			cell('sys_message:'),
			cell('sys_message'),
			cell('message'),
			cell('auth_status')
		]
	};
}

/** A value that is digits. A service is a port there, but a name in older logs. */
function inDigits(cell: FieldBytes): FieldBytes {
	return new CellWhere(cell, ({ bytes, start, end }) => wholeNumber(bytes, start, end) !== null);
}
