import type { Sink } from '../../format.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { constant, summed, translated } from '../../records/fields/derived-cells.ts';
import type { Sender } from '../../records/fields/sender.ts';
import type { PairRecord } from '../../records/pairs/pair-record.ts';
import { ofSpeaker } from '../../rows/host/speaker-sources.ts';
import type { ColumnCells } from '../../rows/put.ts';
import { Row } from '../../rows/row.ts';
import { unless } from '../../records/fields/unless.ts';
import { alertActions, directions, firewallActions, levels, priorities } from './words.ts';

/** The kinds of row that FortiOS records become. */
export interface Rows {
	firewall: Row;
	sessions: Row;
	alerts: Row;
	web: Row;
	dns: Row;
	host: Row;
}

export function rowsOf(sink: Sink, record: PairRecord, sender: Sender): Rows {
	const cell = (name: string) => record.cell(name);
	const cells = (...names: string[]) => names.map(cell);
	const speaker = sender.speaker(cell('devname'));
	const device = [speaker.name];
	const flow: ColumnCells = {
		src_ip: cells('srcip', 'src'),
		src_port: cells('srcport', 'src_port'),
		dst_ip: cells('dstip', 'dst'),
		dst_port: cells('dstport', 'dst_port'),
		proto: cells('proto')
	};
	return {
		firewall: new Row(sink, 'firewall', { ...flow, ...firewall(cell), device }),
		sessions: new Row(sink, 'sessions', { ...flow, ...sessions(cell) }),
		alerts: new Row(sink, 'alerts', { ...flow, ...alerts(cell), sensor: device }),
		web: new Row(sink, 'web', {
			...flow,
			host: cells('hostname'),
			method: cells('httpmethod'),
			user: cells('user', 'unauthuser'),
			user_agent: cells('agent'),
			referer: cells('referralurl')
		}),
		dns: new Row(sink, 'dns', {
			...flow,
			query: cells('qname'),
			qtype: cells('qtype'),
			answers: cells('ipaddr'),
			transaction_id: cells('xid'),
			uid: cells('sessionid')
		}),
		host: new Row(sink, 'host', ofSpeaker(speaker, host(cell)), true)
	};
}

type CellOf = (name: string) => FieldBytes;

function firewall(cell: CellOf): ColumnCells {
	return {
		interface: ['srcintf', 'src_int'].map((name) => unless(cell(name), ['unknown-0', 'unknown0'])),
		direction: [
			translated(cell('subtype'), { forward: 'forward' }),
			translated(cell('policytype'), directions)
		],
		action: [
			translated(cell('action'), firewallActions),
			translated(cell('status'), firewallActions)
		],
		rule: [cell('policyname'), cell('policyid')],
		bytes: [summed(cell('sentbyte'), cell('rcvdbyte')), summed(cell('sent'), cell('rcvd'))]
	};
}

function sessions(cell: CellOf): ColumnCells {
	return {
		duration: [cell('duration')],
		service: [cell('service')],
		src_bytes: [cell('sentbyte')],
		dst_bytes: [cell('rcvdbyte')],
		src_packets: [cell('sentpkt')],
		dst_packets: [cell('rcvdpkt')],
		uid: [cell('sessionid')]
	};
}

function alerts(cell: CellOf): ColumnCells {
	return {
		sid: [cell('attackid'), cell('attack_id'), cell('virusid')],
		signature: [cell('attack'), cell('attackname'), cell('virus')],
		classification: [cell('subtype')],
		priority: [translated(cell('severity'), priorities), translated(cell('crlevel'), priorities)],
		action: [translated(cell('action'), alertActions), translated(cell('status'), alertActions)],
		count: [cell('count')],
		flow_id: [cell('sessionid')]
	};
}

/** A tunnel names its ends `remip` and `locip`. */
function host(cell: CellOf): ColumnCells {
	return {
		src_ip: [cell('srcip'), cell('remip')],
		src_port: [cell('srcport'), cell('remport')],
		dst_ip: [cell('dstip'), cell('locip')],
		dst_port: [cell('dstport'), cell('locport')],
		product: [constant('FortiGate')],
		event_id: [cell('logid'), cell('log_id')],
		severity: [translated(cell('level'), levels), translated(cell('pri'), levels)],
		category: [cell('subtype')],
		action: [cell('action')],
		user: [cell('user'), cell('xauthuser')],
		message: [cell('msg'), cell('logdesc')]
	};
}
