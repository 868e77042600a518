import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { part, summed, translated } from '../../records/fields/derived-cells.ts';
import type { ColumnCells } from '../../rows/put.ts';

type CellOf = (name: string) => FieldBytes;

/** Severities of an attack, by Juniper's words. */
const priorities = {
	critical: '1', major: '2', high: '2', minor: '3', medium: '3', warning: '4', low: '4', info: '5'
}; // prettier-ignore

const alertActions = {
	none: 'allowed', no_action: 'allowed', permit: 'allowed', ignore: 'allowed', 'alarm-without-drop': 'allowed',
	drop: 'blocked', drop_packet: 'blocked', drop_connection: 'blocked', block: 'blocked',
	close: 'blocked', close_client: 'blocked', close_server: 'blocked', 'close_client_and_server': 'blocked'
}; // prettier-ignore

export function flow(cell: CellOf): ColumnCells {
	return {
		src_ip: [cell('source-address')],
		src_port: [cell('source-port')],
		dst_ip: [cell('destination-address')],
		dst_port: [cell('destination-port')],
		proto: [cell('protocol-id'), cell('protocol-name')]
	};
}

/** The text of a screen names its ends `source: 192.0.2.1:5`; an ICMP one without a port. */
export function screened(cell: CellOf): ColumnCells {
	return {
		src_ip: [cell('source-address'), part(cell('source'), ':', 0)],
		src_port: [cell('source-port'), part(cell('source'), ':', 1)],
		dst_ip: [cell('destination-address'), part(cell('destination'), ':', 0)],
		dst_port: [cell('destination-port'), part(cell('destination'), ':', 1)],
		proto: [cell('protocol-id'), cell('protocol-name')]
	};
}

export function firewall(cell: CellOf): ColumnCells {
	return {
		interface: [cell('packet-incoming-interface')],
		rule: [cell('policy-name')],
		bytes: [summed(cell('bytes-from-client'), cell('bytes-from-server'))]
	};
}

export function sessions(cell: CellOf): ColumnCells {
	return {
		duration: [cell('elapsed-time')],
		service: [cell('service-name')],
		src_bytes: [cell('bytes-from-client')],
		dst_bytes: [cell('bytes-from-server')],
		src_packets: [cell('packets-from-client')],
		dst_packets: [cell('packets-from-server')],
		uid: [cell('session-id-32'), cell('session-id')]
	};
}

export function alerts(cell: CellOf): ColumnCells {
	return {
		signature: [cell('attack-name'), cell('name')],
		priority: [translated(cell('threat-severity'), priorities)],
		action: [translated(cell('action'), alertActions)],
		flow_id: [cell('session-id-32'), cell('session-id')]
	};
}

export function web(cell: CellOf): ColumnCells {
	return { host: [cell('url')], user: [cell('username')] };
}
