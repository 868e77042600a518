import type { ColumnRow } from './column-row.ts';

export const riskRows = [
	['asset', 'text', 'machine', 'address or name', {
		here: 'asset affectedasset host hostname ip ipaddress address target system scope' }],
	['port', 'int32', 'port', 'port of the service', { here: 'port portnumber serviceport' }],
	['proto', 'text', 'protocol', 'IP protocol, lower-case name', { here: 'proto protocol ipprotocol transport' }],
	['decision', 'text', 'word', 'accepted, mitigated, avoided or transferred; else what the register says in place of one of them, which is no decision that stands', {
		here: 'decision riskdecision treatment risktreatment response riskresponse disposition' }],
	['rationale', 'text', 'text', 'why', { here: 'rationale reason justification why comment description' }],
	['control', 'text', 'text', 'what holds it in check', {
		here: 'control controls compensatingcontrol compensatingcontrols mitigation safeguard' }],
	['owner', 'text', 'name', 'who decided', { here: 'owner riskowner acceptedby approvedby approver decidedby' }],
	['approved_at', 'timestamp', 'time', 'when, UTC', {
		here: 'approvedat approved approvedon approvaldate acceptedat acceptedon dateaccepted decidedat decidedon date' }],
	['valid_from', 'timestamp', 'time', 'from when it stands, UTC; null where the register does not say', {
		here: 'validfrom effectivefrom effective effectivedate startdate startsat startson' }],
	['review_by', 'timestamp', 'time', 'until when it stands, UTC, the last moment of the day where a day is given', {
		here: 'reviewby review reviewdate nextreview reviewdue expires expiresat expireson expiry expirydate expiration expirationdate validuntil until' }]
] as const satisfies readonly ColumnRow[]; // prettier-ignore
