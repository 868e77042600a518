import { Failure } from '#lib/failure.ts';
import {
	BooleanColumn,
	Float64Column,
	Int32Column,
	Int64Column,
	RowCursor,
	TextColumn,
	TimestampColumn,
	type Column
} from './column.ts';
import { AddressColumn, PortColumn, ProtocolColumn } from './event-columns.ts';
import {
	eventTables,
	type ColumnDefinition,
	type ColumnType,
	type EventTableName
} from './event-tables.ts';

const columnClasses: Record<ColumnType, new (name: string, cursor: RowCursor) => Column> = {
	timestamp: TimestampColumn,
	text: TextColumn,
	int32: Int32Column,
	int64: Int64Column,
	float64: Float64Column,
	boolean: BooleanColumn
};

/** The columns of one event table, in which the row at hand is set. */
export class RowColumns {
	readonly table: EventTableName;
	protected readonly cursor = new RowCursor();
	readonly ts = new TimestampColumn('ts', this.cursor);
	readonly srcIp = new AddressColumn('src_ip', this.cursor);
	readonly srcPort = new PortColumn('src_port', this.cursor);
	readonly dstIp = new AddressColumn('dst_ip', this.cursor);
	readonly dstPort = new PortColumn('dst_port', this.cursor);
	readonly proto = new ProtocolColumn('proto', this.cursor);
	/** Of the machine that logged; of `host` alone. */
	readonly hostIp = new AddressColumn('host_ip', this.cursor);
	/** Of the machine whose log it is; of `web` alone. */
	readonly serverIp = new AddressColumn('server_ip', this.cursor);
	protected readonly communityId = new TextColumn('community_id', this.cursor);
	/** In the order of the table. */
	protected readonly columns: readonly Column[];
	readonly #byName: ReadonlyMap<string, Column>;

	constructor(table: EventTableName) {
		this.table = table;
		const own = [
			this.ts,
			this.srcIp,
			this.srcPort,
			this.dstIp,
			this.dstPort,
			this.proto,
			this.hostIp,
			this.serverIp,
			this.communityId
		];
		const ownByName = new Map<string, Column>(own.map((column) => [column.name, column]));
		this.columns = eventTables[table].columns.map(
			(definition) => ownByName.get(definition.name) ?? columnFor(definition, this.cursor)
		);
		this.#byName = new Map(this.columns.map((column) => [column.name, column]));
	}

	/** The column of that name, whatever it holds; null where the table has none. */
	column(name: string): Column | null {
		return this.#byName.get(name) ?? null;
	}

	/** The text column of that name. Each of these throws a `defect` where the table has no such column. */
	text(name: string): TextColumn {
		return this.#column(name, TextColumn);
	}

	int32(name: string): Int32Column {
		return this.#column(name, Int32Column);
	}

	int64(name: string): Int64Column {
		return this.#column(name, Int64Column);
	}

	float64(name: string): Float64Column {
		return this.#column(name, Float64Column);
	}

	boolean(name: string): BooleanColumn {
		return this.#column(name, BooleanColumn);
	}

	timestamp(name: string): TimestampColumn {
		return this.#column(name, TimestampColumn);
	}

	/** Texts in which invalid UTF-8 was replaced, over all batches. */
	get replaced(): number {
		return this.columns.reduce(
			(sum, column) => sum + (column instanceof TextColumn ? column.replaced : 0),
			0
		);
	}

	#column<T extends Column>(
		name: string,
		kind: abstract new (name: string, cursor: RowCursor) => T
	): T {
		const column = this.#byName.get(name);
		if (column instanceof kind) return column;
		throw new Failure('defect', `table ${this.table} has no such column: ${name}`);
	}
}

function columnFor({ name, type }: ColumnDefinition, cursor: RowCursor): Column {
	return new columnClasses[type](name, cursor);
}
