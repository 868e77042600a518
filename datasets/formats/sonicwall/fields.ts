import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { actionIn } from '../../rows/firewall/action-words.ts';
import { constant, summed, translated, worded } from '../../records/fields/derived-cells.ts';
import type { ColumnCells } from '../../rows/put.ts';
import { endpoint } from './endpoint.ts';

/** What SonicOS did, by `fw_action`. `mgmt` and `NA` say nothing of it. */
const firewallActions = {
	forward: 'allow',
	allow: 'allow',
	drop: 'drop',
	deny: 'deny',
	discard: 'drop',
	reject: 'reject'
};

const alertActions = { forward: 'allowed', drop: 'blocked', deny: 'blocked', reject: 'blocked' };

/** Messages by their id (`m`) that are about a connection which was let through: opened, closed. */
const connections = { 98: 'allow', 537: 'allow' };

/** Intrusion and spyware: detected and let through, or prevented. */
const alertMessages = { 608: 'allowed', 609: 'blocked', 794: 'blocked', 795: 'allowed' };

const methods = {
	1: 'GET', 2: 'POST', 3: 'HEAD', 4: 'PUT', 5: 'CONNECT',
	get: 'GET', post: 'POST', head: 'HEAD', put: 'PUT', connect: 'CONNECT'
}; // prettier-ignore

/** The protocol of `tcp/https`. */
function protocolIn(text: string): string {
	return /^([\w-]+)\//.exec(text)?.[1] ?? text;
}

/** What was done with a packet or a connection; a login that was denied is none. */
function actionOnTraffic(text: string): string | null {
	return /\b(?:packets?|connections?|traffic|access rule)\b/i.test(text) ? actionIn(text) : null;
}

type CellOf = (name: string) => FieldBytes;

/** What all tables take from a record. */
export function flow(cell: CellOf): ColumnCells {
	const src = endpoint(cell('src'));
	const dst = endpoint(cell('dst'));
	return {
		src_ip: [cell('srcV6'), src.address],
		src_port: [src.port],
		dst_ip: [cell('dstV6'), dst.address],
		dst_port: [dst.port],
		proto: [worded(cell('proto'), protocolIn)]
	};
}

/** The action: as the record names it, as its kind implies it, or as its text says it. */
export function firewallAction(cell: CellOf): FieldBytes[] {
	return [
		translated(cell('fw_action'), firewallActions),
		translated(cell('m'), connections),
		worded(cell('msg'), actionOnTraffic)
	];
}

export function firewall(cell: CellOf): ColumnCells {
	return {
		interface: [endpoint(cell('src')).interface],
		action: firewallAction(cell),
		rule: [cell('rule')],
		bytes: [summed(cell('sent'), cell('rcvd'))]
	};
}

export function alerts(cell: CellOf): ColumnCells {
	return {
		sid: [cell('sid')],
		signature: [cell('msg')],
		classification: [cell('ipscat'), cell('spycat')],
		priority: [cell('ipspri'), cell('spypri')],
		action: [translated(cell('m'), alertMessages), translated(cell('fw_action'), alertActions)]
	};
}

export function web(cell: CellOf): ColumnCells {
	return {
		host: [cell('dstname')],
		method: [translated(cell('op'), methods)],
		status: [cell('result')],
		user: [cell('usr'), cell('user')]
	};
}

export function host(cell: CellOf): ColumnCells {
	return {
		product: [constant('SonicOS')],
		event_id: [cell('m')],
		severity: [cell('pri')],
		category: [cell('c')],
		action: [cell('fw_action')],
		user: [cell('usr'), cell('user')],
		message: [cell('msg')]
	};
}
