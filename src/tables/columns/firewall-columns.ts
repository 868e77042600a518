import type { ColumnRow } from './column-row.ts';

export const firewallRows = [
	['device', 'text', 'name', 'name of the firewall', { here: 'device devicename firewall devname hostname host observername' }],
	['interface', 'text', 'name', 'interface that received the packet, or that sends it where the direction is out', {
		here: 'interface iface inif ingressinterface inbound' }],
	['direction', 'text', 'word', 'in, out or forward', { here: 'direction dir' }],
	['action', 'text', 'action', 'allow, deny, drop or reject; null where the line does not say', {
		here: 'action act disposition verdict outcome policyaction result' }],
	['rule', 'text', 'name', 'rule or log prefix', { here: 'rule rulename policy policyname policyid acl' }],
	['tcp_flags', 'text', 'word', 'flags set, as SYN,ACK'],
	['bytes', 'int64', 'bytes', 'length of the packet or flow', {
		here: 'bytes size length responsesize bytessent scbytes bodybytessent' }]
] as const satisfies readonly ColumnRow[]; // prettier-ignore
