import type { EventTableName } from '#tables/event-tables.ts';
import type { Sink } from '../format.ts';
import type { NamedRecord } from '../records/csv/named-csv.ts';
import { assetRecords } from '../rows/assets/asset-record.ts';
import { intelRecords } from '../rows/intel/intel-record.ts';
import { riskRecords } from '../rows/risks/risk-record.ts';
import { ruleRecords } from '../rows/policy/rule-record.ts';

/** How a table of facts that stand is recognised among tables of any kind, and read. */
export interface ReferenceTable {
	readonly table: EventTableName;
	/** Columns without which a source is no such table. */
	readonly needed: readonly string[];
	/** Of each of these groups a source names a column, if it is such a table. */
	readonly telling: readonly (readonly string[])[];
	rows(sink: Sink): ReferenceRows;
}

export interface ReferenceRows {
	/** Commits the rows of a record, or throws a `Failure`. */
	read(record: NamedRecord<string>): void;
	/** Commits what stands for a record that cannot be read; false or absent where nothing does, and it is rejected. */
	refuse?(reason: string): boolean;
}

function only(reader: (sink: Sink) => (record: NamedRecord<string>) => void) {
	return (sink: Sink): ReferenceRows => ({ read: reader(sink) });
}

function intelTable(sink: Sink): (record: NamedRecord<string>) => void {
	return intelRecords(sink, () => ({ name: sink.settings.name, listedAt: null }));
}

/** In the order in which they are tried: what says more of itself comes first. */
export const referenceTables: readonly ReferenceTable[] = [
	{
		table: 'accepted_risks',
		needed: ['asset'],
		telling: [
			['decision', 'review_by'],
			['rationale', 'control', 'owner', 'approved_at']
		],
		rows: only(riskRecords)
	},
	{
		table: 'policy',
		needed: ['action', 'src', 'dst'],
		telling: [],
		rows: ruleRecords
	},
	{
		table: 'assets',
		needed: ['ip'],
		telling: [['hostname', 'port', 'service', 'product', 'role', 'owner']],
		rows: only(assetRecords)
	},
	{
		table: 'intel',
		needed: ['indicator'],
		telling: [],
		rows: only(intelTable)
	}
];

export function referenceTable(table: EventTableName): ReferenceTable | null {
	return referenceTables.find((known) => known.table === table) ?? null;
}
