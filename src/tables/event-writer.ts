import { COMMUNITY_ID_LENGTH, type FlowTuple } from '#lib/community-id.ts';
import { CommunityIds } from '#lib/community-ids.ts';
import { Failure } from '#lib/failure.ts';
import type { Batch } from './batch.ts';
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
import { constantText, numberedText } from './constant-text.ts';
import { AddressColumn, PortColumn, ProtocolColumn } from './event-columns.ts';
import {
	eventTables,
	type ColumnDefinition,
	type ColumnType,
	type EventTableName
} from './event-tables.ts';

export type { AddressColumn, PortColumn, ProtocolColumn } from './event-columns.ts';

/** Where the record at hand stands in its source. */
export interface RecordOrigin {
	/** First twelve hexadecimal digits of the SHA-256 of the source. */
	sourceId: string;
	/** Records of the source before the part of it that is read; added to `record` when rows are taken. */
	before: number;
	/** From 1. */
	record: number;
	/** Bytes before the record, after decompression. */
	offset: number;
	length: number;
	/** The event table that took the record at hand; null while none has. */
	event: EventTableName | null;
	/** Event rows of the record at hand beyond the first. */
	extraRows: number;
	/** Whether the record at hand was kept in native columns. */
	native: boolean;
}

/** Where a source stands before its first record. */
export function startOf(sourceId: string): RecordOrigin {
	return {
		sourceId,
		before: 0,
		record: 0,
		offset: 0,
		length: 0,
		event: null,
		extraRows: 0,
		native: false
	};
}

const columnClasses: Record<ColumnType, new (name: string, cursor: RowCursor) => Column> = {
	timestamp: TimestampColumn,
	text: TextColumn,
	int32: Int32Column,
	int64: Int64Column,
	float64: Float64Column,
	boolean: BooleanColumn
};

/** Ids depend on nothing but the flow, so all writers share what is remembered. */
const ids = new CommunityIds();

const SOURCE_ID = 'source_id';
const ALERT_ID = 'alert_id';

/** The columns that the commit itself fills in. */
interface Provenance {
	record: Int64Column;
	offset: Int64Column;
	length: Int32Column;
}

/**
 * Builds the rows of one event table. A reader sets what it knows of the record at hand and commits;
 * whatever was not set is null. Community ID, provenance and `alert_id` are filled in at the commit.
 */
export class EventWriter {
	readonly table: EventTableName;
	readonly #cursor = new RowCursor();
	readonly ts = new TimestampColumn('ts', this.#cursor);
	readonly srcIp = new AddressColumn('src_ip', this.#cursor);
	readonly srcPort = new PortColumn('src_port', this.#cursor);
	readonly dstIp = new AddressColumn('dst_ip', this.#cursor);
	readonly dstPort = new PortColumn('dst_port', this.#cursor);
	readonly proto = new ProtocolColumn('proto', this.#cursor);
	/** Of the machine that logged; of `host` alone. */
	readonly hostIp = new AddressColumn('host_ip', this.#cursor);
	/** Of the machine whose log it is; of `web` alone. */
	readonly serverIp = new AddressColumn('server_ip', this.#cursor);
	#several = false;
	readonly #communityId = new TextColumn('community_id', this.#cursor);
	readonly #columns: Column[];
	readonly #byName: ReadonlyMap<string, Column>;
	readonly #provenance: Provenance;
	readonly #place: RecordOrigin;
	readonly #flow: FlowTuple;

	constructor(table: EventTableName, place: RecordOrigin) {
		this.table = table;
		this.#place = place;
		const [src, dst] = [this.srcIp.address, this.dstIp.address];
		this.#flow = { src, dst, proto: -1, srcPort: -1, dstPort: -1 };
		const own = [
			this.ts,
			this.srcIp,
			this.srcPort,
			this.dstIp,
			this.dstPort,
			this.proto,
			this.hostIp,
			this.serverIp,
			this.#communityId
		];
		const ownByName = new Map<string, Column>(own.map((column) => [column.name, column]));
		this.#columns = eventTables[table].columns.map(
			(definition) => ownByName.get(definition.name) ?? columnFor(definition, this.#cursor)
		);
		this.#byName = new Map(this.#columns.map((column) => [column.name, column]));
		this.#provenance = {
			record: this.int64('record'),
			offset: this.int64('byte_offset'),
			length: this.int32('byte_length')
		};
	}

	get rows(): number {
		return this.#cursor.row;
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

	/** Closes the row, the only event row of its record: a second one is a defect of the reader. */
	commit(): void {
		if (this.#place.event !== null) throw twice(this.#place, this.table);
		this.#close();
	}

	/**
	 * Closes one of the rows of a record that is several at once, as a rule for a list of ports is. All are of
	 * one table, and whatever may be wrong with the record is found before the first. Not for alerts, whose id
	 * is that of their record.
	 */
	commitPart(): void {
		const { event } = this.#place;
		if (event !== null && event !== this.table) throw twice(this.#place, this.table);
		if (this.#byName.has(ALERT_ID)) throw twice(this.#place, this.table);
		if (event !== null) this.#place.extraRows++;
		this.#close();
	}

	#close(): void {
		this.#place.event = this.table;
		const { record, offset, length } = this.#place;
		this.#setCommunityId();
		this.#provenance.record.set(record);
		this.#provenance.offset.set(offset);
		this.#provenance.length.set(length);
		this.#cursor.row++;
	}

	/** Takes back what was set for the record at hand. */
	drop(): void {
		for (const column of this.#columns) column.drop();
		this.#several = false;
	}

	/** The committed rows, or null where there are none; the writer is empty afterwards. */
	take(): Batch | null {
		const rows = this.#cursor.row;
		if (rows === 0) return null;
		const { sourceId, before } = this.#place;
		this.#provenance.record.add(before);
		const alertIds = this.#byName.has(ALERT_ID)
			? numberedText(ALERT_ID, `${sourceId}-`, this.#provenance.record, rows)
			: null;
		const columns = this.#columns.map((column) => {
			if (column.name === SOURCE_ID) return constantText(SOURCE_ID, sourceId, rows);
			return column.name === ALERT_ID ? alertIds! : column.take();
		});
		this.#cursor.row = 0;
		return { table: this.table, rows, columns };
	}

	/** Texts in which invalid UTF-8 was replaced, over all batches. */
	get replaced(): number {
		return this.#columns.reduce(
			(sum, column) => sum + (column instanceof TextColumn ? column.replaced : 0),
			0
		);
	}

	/** Leaves the Community ID of the record at hand empty: what it adds up may be of several flows. */
	ofSeveralFlows(): void {
		this.#several = true;
	}

	#setCommunityId(): void {
		const several = this.#several;
		this.#several = false;
		if (several) return;
		const { srcIp, dstIp, srcPort, dstPort, proto } = this;
		if (!srcIp.isSet || !dstIp.isSet || !proto.isSet || proto.number < 0) return;
		const flow = this.#flow;
		flow.proto = proto.number;
		flow.srcPort = srcPort.isSet ? srcPort.current : -1;
		flow.dstPort = dstPort.isSet ? dstPort.current : -1;
		const at = ids.find(flow);
		if (at >= 0) this.#communityId.setBytes(ids.bytes, at, at + COMMUNITY_ID_LENGTH);
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

function twice(place: RecordOrigin, table: EventTableName): Failure {
	return new Failure(
		'defect',
		`record ${place.record} became a row of ${place.event} and of ${table}`
	);
}
