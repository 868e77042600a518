import type { ColumnRow } from './column-row.ts';

export const assetRows = [
	['ip', 'text', 'address', 'address, canonical', {
		here: 'ip ipaddress address ipv4 ipv4address primaryip primaryip4 primaryipv4 primaryipaddress ipv6 ipv6address primaryip6 primaryipv6 hostip assetip managementip privateip privateipaddress' }],
	['hostname', 'text', 'host name', 'name', {
		here: 'hostname host dnsname fqdn device devicename computername assetname asset name' }],
	['port', 'int32', 'port', 'port of the service', { here: 'port portnumber serviceport portid' }],
	['proto', 'text', 'protocol', 'IP protocol, lower-case name', { here: 'proto protocol ipprotocol transport' }],
	['state', 'text', 'word', 'open, closed or filtered', { here: 'state portstate' }],
	['service', 'text', 'word', 'service name', { here: 'service servicename services' }],
	['product', 'text', 'name', 'program and version', { here: 'product software application program version' }],
	['role', 'text', 'name', 'what the machine is for', {
		here: 'role devicerole rolename functionalrole function purpose' }],
	['owner', 'text', 'name', 'who answers for it', {
		here: 'owner ownedby assetowner systemowner responsible contact contacts team tenant tenantname' }],
	['seen_at', 'timestamp', 'time', 'when this was found, UTC', {
		here: 'seenat lastseen seen lastseenat date scannedat discoveredat lastupdated updated' }]
] as const satisfies readonly ColumnRow[]; // prettier-ignore
