import type { EventTableName } from '#tables/event-tables.ts';
import type { Sink } from '../format.ts';
import type { Synonyms } from '../framing/csv-columns.ts';
import type { NamedRecord } from '../framing/named-csv.ts';
import { assetNames, assetRecords } from '../reference/asset-record.ts';
import { intelNames, intelRecords } from '../reference/intel-record.ts';
import { riskNames, riskRecords } from '../reference/risk-record.ts';
import { ruleNames, ruleRecords } from '../reference/rule-record.ts';
import { actionIn } from '../values/action-words.ts';
import { isIndicator, isMachine, isPlace, isPosition } from './kinds.ts';

/** How a table of facts that stand is recognised among tables of any kind, and read. */
export interface ReferenceTable {
	readonly table: EventTableName;
	/** What people call its columns. */
	readonly names: Readonly<Record<string, readonly string[]>>;
	/** Columns without which a source is no such table. */
	readonly needed: readonly string[];
	/** Of each of these groups a source names a column, if it is such a table. */
	readonly telling: readonly (readonly string[])[];
	/** What a column holds, where its name alone does not say enough. */
	readonly kinds: Readonly<Record<string, (value: string) => boolean>>;
	rows(sink: Sink): StandingRows;
}

export interface StandingRows {
	/** Commits the rows of a record, or throws a `Failure`. */
	read(record: NamedRecord<string>): void;
	/** Commits what stands for a record that cannot be read; false or absent where nothing does, and it is rejected. */
	refuse?(reason: string): boolean;
}

function only(reader: (sink: Sink) => (record: NamedRecord<string>) => void) {
	return (sink: Sink): StandingRows => ({ read: reader(sink) });
}

/** The columns of `intel` that the reader of lists has under another name. */
const intelKeys: Readonly<Record<string, string>> = { type: 'kind' };

function intelTable(sink: Sink): (record: NamedRecord<string>) => void {
	const read = intelRecords(sink, () => ({ name: sink.settings.name, listedAt: null }));
	return (record) => read({ get: (key) => record.get(intelKeys[key] ?? key) });
}

/** In the order in which they are tried: what says more of itself comes first. */
export const referenceTables: readonly ReferenceTable[] = [
	{
		table: 'accepted_risks',
		names: riskNames,
		needed: ['asset'],
		telling: [
			['decision', 'review_by'],
			['rationale', 'control', 'owner', 'approved_at']
		],
		kinds: {},
		rows: only(riskRecords)
	},
	{
		table: 'policy',
		names: ruleNames,
		needed: ['action', 'src', 'dst'],
		telling: [],
		kinds: {
			action: (value) => actionIn(value) !== null,
			src: isPlace,
			dst: isPlace,
			position: isPosition
		},
		rows: ruleRecords
	},
	{
		table: 'assets',
		names: assetNames,
		needed: ['ip'],
		telling: [['hostname', 'port', 'service', 'product', 'role', 'owner']],
		kinds: { ip: isMachine },
		rows: only(assetRecords)
	},
	{
		table: 'intel',
		names: intelColumns(intelNames),
		needed: ['indicator'],
		telling: [],
		kinds: { indicator: isIndicator },
		rows: only(intelTable)
	}
];

function intelColumns<Key extends string>({ type, ...others }: Synonyms<Key | 'type'>) {
	return { ...others, kind: type };
}

export function referenceTable(table: EventTableName): ReferenceTable | null {
	return referenceTables.find((known) => known.table === table) ?? null;
}
