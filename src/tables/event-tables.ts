import { alertRows } from './columns/alert-columns.ts';
import { assetRows } from './columns/asset-columns.ts';
import { columnDefinition, type ColumnDefinition, type ColumnRow } from './columns/column-row.ts';
import { commonRows } from './columns/common-columns.ts';
import { dnsRows } from './columns/dns-columns.ts';
import { fileRows } from './columns/file-columns.ts';
import { firewallRows } from './columns/firewall-columns.ts';
import { hostRows } from './columns/host-columns.ts';
import { intelRows } from './columns/intel-columns.ts';
import { packetRows } from './columns/packet-columns.ts';
import { policyRows } from './columns/policy-columns.ts';
import { riskRows } from './columns/risk-columns.ts';
import { sessionRows } from './columns/session-columns.ts';
import { tlsRows } from './columns/tls-columns.ts';
import { webRows } from './columns/web-columns.ts';

export type { ColumnDefinition, ColumnType } from './columns/column-row.ts';

/** The NSM data types, and the two more that triage needs. */
export const dataTypes = [
	'alert',
	'session',
	'full content',
	'statistical',
	'transaction',
	'extracted content',
	'metadata',
	'policy',
	'host log'
] as const;

export type DataType = (typeof dataTypes)[number];

export interface EventTableDefinition {
	name: EventTableName;
	dataType: DataType;
	meaning: string;
	/** True where rows are facts that stand (policy, inventory), false where each is an event in time. */
	standing: boolean;
	/**
	 * The column that names who speaks. A check over such a table is covered only where every speaker
	 * (`all`), the speaker for the alert's target (`target`), or one that recorded the ends by which it
	 * searches (`witness`), covers its window; a witness that has no name is known by its source.
	 */
	speaker: { column: string; must: 'all' | 'target' | 'witness' } | null;
	columns: readonly ColumnDefinition[];
}

export const eventTableNames = [
	'alerts',
	'sessions',
	'firewall',
	'web',
	'dns',
	'tls',
	'files',
	'host',
	'packets',
	'assets',
	'policy',
	'accepted_risks',
	'intel'
] as const;

export type EventTableName = (typeof eventTableNames)[number];

/** The columns that every event table has, in their order. */
export const commonColumns: readonly ColumnDefinition[] = commonRows.map(columnDefinition);

function table(
	name: EventTableName,
	dataType: DataType,
	meaning: string,
	rows: readonly ColumnRow[],
	rest: Partial<Pick<EventTableDefinition, 'standing' | 'speaker'>> = {}
): EventTableDefinition {
	const own = rows.map(columnDefinition);
	return {
		name,
		dataType,
		meaning,
		standing: rest.standing ?? false,
		speaker: rest.speaker ?? null,
		columns: [...commonColumns.map((column) => again(column, own)), ...own.filter(isNoCommon)]
	};
}

/** A table may say of a common column what it is called there. */
function again(column: ColumnDefinition, own: readonly ColumnDefinition[]): ColumnDefinition {
	return own.find(({ name }) => name === column.name) ?? column;
}

function isNoCommon({ name }: ColumnDefinition): boolean {
	return !commonColumns.some((column) => column.name === name);
}

const standing = { standing: true };
const sensor = { speaker: { column: 'sensor', must: 'witness' } } as const;

/**
 * The event tables: the same columns whatever the format. Names and meanings follow OCSF, Zeek and
 * Suricata. Times are UTC in microseconds; addresses are canonical text; an absent value is null.
 */
export const eventTables: Readonly<Record<EventTableName, EventTableDefinition>> = {
	alerts: table('alerts', 'alert', 'what a detector said', alertRows, sensor),
	sessions: table(
		'sessions',
		'session',
		'who spoke with whom, how long, how much',
		sessionRows,
		sensor
	),
	firewall: table('firewall', 'session', 'what a firewall decided', firewallRows, {
		speaker: { column: 'device', must: 'all' }
	}),
	web: table('web', 'transaction', 'a request to a web server', webRows, {
		speaker: { column: 'server_ip', must: 'target' }
	}),
	dns: table('dns', 'transaction', 'a question to the name system', dnsRows, sensor),
	tls: table('tls', 'transaction', 'a TLS handshake', tlsRows, sensor),
	files: table('files', 'extracted content', 'a file seen in transit', fileRows, sensor),
	host: table('host', 'host log', 'what a machine logged of itself', hostRows, {
		speaker: { column: 'host_ip', must: 'target' }
	}),
	packets: table('packets', 'full content', 'a packet', packetRows),
	assets: table('assets', 'metadata', 'a machine, or a service it offers', assetRows, {
		...standing,
		speaker: { column: 'ip', must: 'target' }
	}),
	policy: table(
		'policy',
		'policy',
		'a rule of a firewall, in the order of the device',
		policyRows,
		standing
	),
	accepted_risks: table(
		'accepted_risks',
		'policy',
		'a risk that somebody has accepted',
		riskRows,
		standing
	),
	intel: table('intel', 'metadata', 'an indicator on somebody’s list', intelRows, standing)
};

/** Whether an event table has that name, in lower case. */
export function isEventTable(name: string | null): name is EventTableName {
	return name !== null && Object.hasOwn(eventTables, name);
}

const singular: Partial<Record<EventTableName, string>> = {
	alerts: 'alert',
	sessions: 'session',
	files: 'file',
	packets: 'packet',
	assets: 'asset',
	accepted_risks: 'accepted risk'
};

/** What a row of a table is called in a sentence, an `s` behind it for several: `session record`. */
export function recordNoun(table: EventTableName): string {
	return `${singular[table] ?? table} record`;
}
