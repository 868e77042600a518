import type { ColumnRow } from './column-row.ts';

export const policyRows = [
	['device', 'text', 'name', 'name of the firewall', { here: 'device devicename firewall gateway fw' }],
	['own_ips', 'text', 'text',
		'its own addresses as the import was told them, separated by commas; null where it was not'],
	['position', 'int32', 'order', 'within a stage the first match wins; the default policy has the last position', {
		here: 'position rulenumber ruleno no number seq sequence order line ruleorder' }],
	['hook', 'text', 'word',
		'where packets meet the rule: prerouting, input, forward, output or postrouting; null where the device knows no such places'],
	['family', 'text', 'word', 'ip, ip6 or both; null where the addresses alone say it'],
	['stage', 'int32', 'order',
		'the chains that a packet meets one after the other: each must allow it; null where there is only one'],
	['action', 'text', 'action',
		'allow, deny, drop or reject; unknown for a rule that may decide and was not wholly understood', {
			here: 'action policyaction verdict permission access allowdeny' }],
	['src', 'text', 'network', 'CIDR, or any', {
		here: 'src source sources sourceaddress sourceaddresses sourceip srcip srcaddr sourcenetwork sourcecidr from fromip' }],
	['dst', 'text', 'network', 'CIDR, or any', {
		here: 'dst destination destinations destinationaddress destinationaddresses destinationip dstip dstaddr destinationnetwork destinationcidr dest to toip' }],
	['proto', 'text', 'protocol', 'IP protocol, lower-case name', { here: 'proto protocol protocols ipprotocol' }],
	['port_from', 'int32', 'port bound', 'first destination port; null for every port', {
		here: 'portfrom fromport startport port ports portrange dstport dstports destinationport destinationports destport dport service services' }],
	['port_to', 'int32', 'port bound', 'last destination port; null for every port', { here: 'portto toport endport' }],
	['comment', 'text', 'text', 'as written', {
		here: 'comment comments description remark rulename name note notes' }],
	['audited_at', 'timestamp', 'time', 'when the rules were last audited, UTC', {
		here: 'auditedat audited lastaudited auditedon auditdate lastaudit reviewedat lastreviewed lastreview reviewdate' }]
] as const satisfies readonly ColumnRow[]; // prettier-ignore
