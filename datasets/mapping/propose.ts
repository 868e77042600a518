import type { EventTableName } from '#arrow/event-tables.ts';
import { canonicalAddress } from '#lib/address.ts';
import { bytesOf } from '#lib/bytes.ts';
import { TimeReader } from '#lib/time-reader.ts';
import { Zone } from '#lib/zone.ts';
import { anyTime } from './any-time.ts';
import { mappableColumns, type Mapping } from './mapping.ts';
import { synonyms } from './synonyms.ts';

/** A column of a source, and some of its values as text. */
export interface SampledColumn {
	name: string;
	/** Values that are there; a sample of them. */
	values: readonly string[];
}

/** Of the values of a column, how many must be of a kind for the column to be of that kind. */
const MOST = 0.8;

/** Tables by what their columns give away, the first that fits; the last one fits all. */
const signs: readonly (readonly [EventTableName, readonly (readonly string[])[]])[] = [
	['alerts', [['signature', 'sid'], ['classification', 'priority', 'sensor', 'sid']]],
	['web', [['method', 'url', 'path'], ['status', 'user_agent', 'referer', 'host']]],
	['dns', [['qtype', 'rcode']]],
	['tls', [['server_name', 'ja3']]],
	['files', [['sha256', 'md5', 'sha1']]],
	['firewall', [['dst_ip'], ['action', 'rule', 'interface']]],
	['sessions', [['src_ip'], ['dst_ip']]],
	['host', []]
]; // prettier-ignore

/**
 * Proposes what the columns of a source mean: by their names first, then by what they hold. The columns that
 * nothing is known of are left out. Null where not even a time or an address is found.
 * @param table the event table that they are of; chosen by what the columns give away if absent
 */
export function proposeMapping(
	columns: readonly SampledColumn[],
	table = tableOf(columns)
): Mapping | null {
	const mapped = byName(table, columns);
	const free = columns.filter(({ name }) => !Object.values(mapped).includes(name));
	mapped.ts ??= free.find((column) => holds(column, isTime))?.name;
	const addresses = free.filter((column) => holds(column, isAddress)).map(({ name }) => name);
	mapped.src_ip ??= addresses.shift();
	mapped.dst_ip ??= addresses.shift();
	const entries = Object.entries(mapped).filter(
		(entry): entry is [string, string] => entry[1] !== undefined
	);
	const found = Object.fromEntries(entries);
	if (found.ts === undefined && found.src_ip === undefined) return null;
	return { table, columns: found };
}

function tableOf(columns: readonly SampledColumn[]): EventTableName {
	const fitting = signs.find(([, groups]) => groups.every((group) => hasOne(group, columns)));
	return fitting![0];
}

function hasOne(group: readonly string[], columns: readonly SampledColumn[]): boolean {
	return group.some((column) => named(column, columns) !== undefined);
}

/** Each column of the source stands for one column of the table, that of the more specific name. */
function byName(
	table: EventTableName,
	columns: readonly SampledColumn[]
): Record<string, string | undefined> {
	const mapped: Record<string, string | undefined> = {};
	for (const column of mappableColumns(table)) {
		const source = named(column, columns);
		if (source === undefined || Object.values(mapped).includes(source.name)) continue;
		if (fits(column, source)) mapped[column] = source.name;
	}
	return mapped;
}

function named(column: string, columns: readonly SampledColumn[]): SampledColumn | undefined {
	const names = synonyms[column] ?? [plain(column)];
	for (const name of names) {
		const found = columns.find((candidate) => spellings(candidate.name).includes(name));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** `event.src_ip` may also be called `src_ip`. */
function spellings(name: string): string[] {
	return [plain(name), plain(name.split('.').at(-1)!)];
}

function plain(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A column named as an address, a time or a port is one only where it holds some. */
function fits(column: string, source: SampledColumn): boolean {
	if (source.values.length === 0) return true;
	if (column === 'ts' || column.endsWith('_ts')) return holds(source, isTime);
	if (column.endsWith('_ip')) return holds(source, isAddress);
	if (column.endsWith('_port')) return holds(source, isPort);
	return true;
}

function holds({ values }: SampledColumn, is: (value: string) => boolean): boolean {
	return values.length > 0 && values.filter(is).length >= MOST * values.length;
}

function isAddress(value: string): boolean {
	return canonicalAddress(value) !== null;
}

function isPort(value: string): boolean {
	return /^\d{1,5}$/.test(value) && Number(value) <= 65_535;
}

const EARLIEST = Date.UTC(1990) * 1000;
const LATEST = Date.UTC(2100) * 1000;

/** A number is a time only where it lies within living memory. */
function isTime(value: string): boolean {
	const bytes = bytesOf(value);
	const reader = new TimeReader(new Zone('UTC'), null, LATEST / 1e6);
	const time = anyTime(reader, bytes, 0, bytes.length);
	return time !== null && Number(time) > EARLIEST && Number(time) < LATEST;
}
