import type { ColumnRow } from './column-row.ts';

export const intelRows = [
	['indicator', 'text', 'indicator', 'address, CIDR, domain or hash', {
		anywhere: 'indicator indicatorvalue ioc iocvalue observable',
		here: 'value ip ipaddress dstip cidr network domain url hash sha256 sha256hash sha1 sha1hash md5 md5hash address' }],
	['kind', 'text', 'word', 'ip, cidr, domain, url or hash', { here: 'type indicatortype ioctype' }],
	['list', 'text', 'name', 'name of the list', { here: 'list feed source provider listname feedname' }],
	['note', 'text', 'text', 'what the list says of it', {
		here: 'note notes description comment malwareprintable threat threattype malware listingreason banreason blockreason reason jail tags' }],
	['listed_at', 'timestamp', 'time', 'when it was listed, UTC', {
		here: 'listedat firstseen dateadded added addedat listed listingdate date created createdat timestamp' }],
	['valid_from', 'timestamp', 'time', 'from when it is to count, UTC; null where the list does not say', {
		here: 'validfrom' }],
	['valid_until', 'timestamp', 'time', 'until when it is to count, UTC, the last moment of the day where a day is given; null where the list does not say', {
		here: 'validuntil expires expiresat expireson expiry expirydate expiration expirationdate banneduntil blockeduntil until' }],
	['revoked', 'boolean', 'yes', 'whether it was taken back; null where the list does not say', {
		here: 'revoked withdrawn deleted falsepositive whitelisted' }],
	['lapses', 'boolean', 'yes',
		'true where it ends at a moment that its list does not tell, as where a time is given that is left: whether it still counts is not known', {
			by: 'import' }]
] as const satisfies readonly ColumnRow[]; // prettier-ignore
