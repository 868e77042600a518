import { plainName } from '#lib/plain-name.ts';
import type { CsvHead } from '../records/csv/csv-head.ts';

/** What a table of things that stand is of. */
export type TableKind = 'risks' | 'assets' | 'intel';

/**
 * Words of the header that only one kind of table has. What two of them may have (an address, a port, a reason, a
 * comment, a description, a date) says nothing and is in none of the lists.
 */
const words: Readonly<Record<TableKind, readonly string[]>> = {
	risks: ['risk', 'risk id', 'risk level', 'residual risk', 'risk decision', 'risk treatment',
		'risk response', 'treatment', 'control', 'controls', 'compensating control',
		'compensating controls', 'mitigation', 'safeguard', 'rationale', 'justification', 'risk owner',
		'accepted by', 'approved by', 'approver', 'decided by', 'approval date', 'accepted at',
		'accepted on', 'date accepted', 'decided at', 'decided on', 'review by', 'review', 'review date',
		'next review', 'review due'],
	assets: ['hostname', 'host name', 'dns name', 'fqdn', 'device', 'device name', 'computer name',
		'asset name', 'owner', 'owned by', 'asset owner', 'system owner', 'responsible', 'contact',
		'contacts', 'team', 'tenant', 'tenant name', 'department', 'role', 'device role', 'role name',
		'functional role', 'function', 'purpose', 'service', 'service name', 'services', 'product',
		'software', 'application', 'program', 'version', 'operating system', 'os', 'mac', 'mac address',
		'serial', 'serial number', 'manufacturer', 'model', 'site', 'location', 'rack', 'segment', 'vlan',
		'port state'],
	intel: ['feed', 'feed name', 'list', 'list name', 'blocklist', 'blacklist', 'threat', 'threat type',
		'malware', 'malware printable', 'confidence', 'abuse confidence score', 'reports', 'tlp',
		'first seen', 'first seen utc', 'scenario', 'events count', 'hits', 'offences', 'failures',
		'blocked']
}; // prettier-ignore

/** Words that are as good as two. */
const bans = ['ban', 'bans', 'banned', 'ban reason', 'ban time', 'bantime', 'banned at', 'banned on',
	'banned until', 'ban expires', 'jail', 'block reason', 'blocked at', 'blocked on', 'blocked until',
	'unban', 'unban at', 'blacklisted at', 'blacklisted']; // prettier-ignore

const endings = ['expires', 'expires at', 'expires on', 'expiry', 'expiry date', 'expiration',
	'expiration date', 'valid until', 'until', 'timeout', 'time left', 'timeleft', 'ttl', 'duration']; // prettier-ignore
const reasons = ['reason', 'cause', 'why'];

/** Columns whose values tell: what was decided of a risk, or what is done to an address. */
const deciding = [
	'decision',
	'risk decision',
	'treatment',
	'risk treatment',
	'response',
	'risk response',
	'disposition',
	'action',
	'status',
	'type',
	'verdict'
];
const ofRisks = /^(?:accept|mitigat|avoid|transfer)(?:e|ed|ance|ion|red)?$/i;
const ofBans = /^(?:ban|block|den(?:y|i)|drop|reject|captcha|blacklist)(?:n?ed|ed|p?ed)?$/i;

/**
 * Which kind of table a header and its values speak of; null where they speak of none, or of two of them about as
 * much: somebody has to say it then. An address that is to be let go again at a time, for a reason, is one of a
 * list of bans as long as nothing is said of whose it is or who has accepted what.
 */
export function tableKind(table: CsvHead): TableKind | null {
	const names = table.names.map(plainName);
	const has = (some: readonly string[]) => some.filter((word) => names.includes(plainName(word)));
	const said = (values: RegExp) => (saysMostly(table, names, values) ? 3 : 0);
	const points: Record<TableKind, number> = {
		risks: has(words.risks).length + said(ofRisks),
		assets: has(words.assets).length,
		intel: has(words.intel).length + 2 * has(bans).length + said(ofBans)
	};
	const lapses = has(endings).length > 0 && has(reasons).length > 0;
	if (lapses && (points.intel > 0 || points.risks + points.assets === 0)) points.intel += 2;
	const [best, second] = (Object.keys(points) as TableKind[]).sort((a, b) => points[b] - points[a]);
	const isPlain = points[best!] >= 2 && points[best!] >= 2 * points[second!];
	return isPlain ? best! : null;
}

/** Whether most of what a deciding column says is of that kind. */
function saysMostly({ rows }: CsvHead, names: readonly string[], values: RegExp): boolean {
	const columns = deciding.map((word) => names.indexOf(plainName(word))).filter((at) => at >= 0);
	return columns.some((at) => {
		const said = rows.map((row) => row[at]?.trim() ?? '').filter((text) => text !== '');
		return said.length > 0 && said.filter((text) => values.test(text)).length > said.length / 2;
	});
}
