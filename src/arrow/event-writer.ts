import { Address } from '#lib/address.ts';
import { indexOfByte } from '#lib/bytes.ts';
import { COMMUNITY_ID_LENGTH, writeCommunityId } from '#lib/community-id.ts';
import { Failure } from '#lib/failure.ts';
import { protocolName, protocolNumber } from '#lib/protocols.ts';
import type { Batch } from './batch.ts';
import {
	BooleanColumn,
	Float64Column,
	Int32Column,
	Int64Column,
	TextColumn,
	TimestampColumn,
	type Column
} from './column.ts';
import {
	eventTables,
	type ColumnDefinition,
	type ColumnType,
	type EventTableName
} from './event-tables.ts';

/** Where the record at hand stands in its source. */
export interface Place {
	/** First twelve hexadecimal digits of the SHA-256 of the source. */
	sourceId: string;
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

const columnClasses: Record<ColumnType, new (name: string) => Column> = {
	timestamp: TimestampColumn,
	text: TextColumn,
	int32: Int32Column,
	int64: Int64Column,
	float64: Float64Column,
	boolean: BooleanColumn
};

const COLON = 58;

/** An address column that keeps the last value in binary too, for the Community ID. */
export class AddressColumn extends TextColumn {
	readonly address = new Address();

	/** Sets the canonical form; false, and nothing set, where the range holds no address. */
	read(bytes: Uint8Array, start: number, end: number): boolean {
		if (!this.address.read(bytes, start, end)) return false;
		// IPv4 that is not mapped into IPv6 has one spelling, and it is there already.
		const dotted = this.address.size === 4 && indexOfByte(bytes, COLON, start, end) < 0;
		if (dotted) this.setBytes(bytes, start, end);
		else this.set(this.address.text);
		return true;
	}

	/** Sets an address given in network order. */
	setBinary(bytes: Uint8Array, offset: number, size: 4 | 16): void {
		this.address.take(bytes, offset, size);
		this.set(this.address.text);
	}

	/** Sets an IPv4 address given as an unsigned 32-bit number. */
	setNumber(value: number): void {
		this.address.takeNumber(value);
		this.set(this.address.text);
	}
}

/** A port: 0 to 65535; anything else is left null. */
export class PortColumn extends Int32Column {
	current = -1;

	override set(value: number): boolean {
		if (!(value >= 0 && value <= 65_535)) return false;
		this.current = value;
		super.set(value);
		return true;
	}
}

/** The protocol by number or by name. */
export class ProtocolColumn extends TextColumn {
	number = -1;

	setNumber(number: number): void {
		this.number = number;
		super.set(protocolName(number));
	}

	/** Takes a name or a number in text; an unknown name is kept in lower case. */
	override set(text: string): void {
		const number = protocolNumber(text);
		if (number !== null) return this.setNumber(number);
		this.number = -1;
		super.set(text.toLowerCase());
	}
}

/** The columns that the commit itself fills in. */
interface Provenance {
	sourceId: TextColumn;
	record: Int64Column;
	offset: Int64Column;
	length: Int32Column;
	/** Only alerts have it. */
	alertId: TextColumn | null;
}

/**
 * Builds the rows of one event table. A reader sets what it knows of the record at hand and commits;
 * whatever was not set is null. Community ID, provenance and `alert_id` are filled in at the commit.
 */
export class EventWriter {
	readonly table: EventTableName;
	readonly ts = new TimestampColumn('ts');
	readonly srcIp = new AddressColumn('src_ip');
	readonly srcPort = new PortColumn('src_port');
	readonly dstIp = new AddressColumn('dst_ip');
	readonly dstPort = new PortColumn('dst_port');
	readonly proto = new ProtocolColumn('proto');
	readonly #communityId = new TextColumn('community_id');
	readonly #columns: Column[];
	readonly #byName: ReadonlyMap<string, Column>;
	readonly #provenance: Provenance;
	readonly #place: Place;
	readonly #id = new Uint8Array(COMMUNITY_ID_LENGTH);
	#rows = 0;

	constructor(table: EventTableName, place: Place) {
		this.table = table;
		this.#place = place;
		const own = [
			this.ts,
			this.srcIp,
			this.srcPort,
			this.dstIp,
			this.dstPort,
			this.proto,
			this.#communityId
		];
		const ownByName = new Map<string, Column>(own.map((column) => [column.name, column]));
		this.#columns = eventTables[table].columns.map(
			(definition) => ownByName.get(definition.name) ?? columnFor(definition)
		);
		this.#byName = new Map(this.#columns.map((column) => [column.name, column]));
		this.#provenance = {
			sourceId: this.text('source_id'),
			record: this.int64('record'),
			offset: this.int64('byte_offset'),
			length: this.int32('byte_length'),
			alertId: this.#byName.has('alert_id') ? this.text('alert_id') : null
		};
	}

	get rows(): number {
		return this.#rows;
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
		if (this.#provenance.alertId !== null) throw twice(this.#place, this.table);
		if (event !== null) this.#place.extraRows++;
		this.#close();
	}

	#close(): void {
		this.#place.event = this.table;
		const { sourceId, record, offset, length } = this.#place;
		this.#setCommunityId();
		this.#provenance.sourceId.set(sourceId);
		this.#provenance.record.set(record);
		this.#provenance.offset.set(offset);
		this.#provenance.length.set(length);
		this.#provenance.alertId?.set(`${sourceId}-${record}`);
		for (const column of this.#columns) column.finish();
		this.#rows++;
	}

	/** Takes back what was set for the record at hand. */
	drop(): void {
		for (const column of this.#columns) column.drop();
	}

	/** The committed rows, or null where there are none; the writer is empty afterwards. */
	take(): Batch | null {
		if (this.#rows === 0) return null;
		const batch = {
			table: this.table,
			rows: this.#rows,
			columns: this.#columns.map((column) => column.take())
		};
		this.#rows = 0;
		return batch;
	}

	/** Texts in which invalid UTF-8 was replaced, over all batches. */
	get replaced(): number {
		return this.#columns.reduce(
			(sum, column) => sum + (column instanceof TextColumn ? column.replaced : 0),
			0
		);
	}

	#setCommunityId(): void {
		if (!this.srcIp.isSet || !this.dstIp.isSet || !this.proto.isSet || this.proto.number < 0)
			return;
		const flow = {
			src: this.srcIp.address,
			dst: this.dstIp.address,
			proto: this.proto.number,
			srcPort: this.srcPort.isSet ? this.srcPort.current : -1,
			dstPort: this.dstPort.isSet ? this.dstPort.current : -1
		};
		if (writeCommunityId(flow, this.#id, 0))
			this.#communityId.setBytes(this.#id, 0, COMMUNITY_ID_LENGTH);
	}

	#column<T extends Column>(name: string, kind: abstract new (name: string) => T): T {
		const column = this.#byName.get(name);
		if (column instanceof kind) return column;
		throw new Failure('defect', `table ${this.table} has no such column: ${name}`);
	}
}

function columnFor(definition: ColumnDefinition): Column {
	return new columnClasses[definition.type](definition.name);
}

function twice(place: Place, table: EventTableName): Failure {
	return new Failure(
		'defect',
		`record ${place.record} became a row of ${place.event} and of ${table}`
	);
}
