import { COMMUNITY_ID_LENGTH, type FlowTuple } from '#lib/community-id.ts';
import { CommunityIds } from '#lib/community-ids.ts';
import { Failure } from '#lib/failure.ts';
import type { Batch } from './batch.ts';
import type { Int32Column, Int64Column } from './column.ts';
import { constantText, numberedText } from './constant-text.ts';
import type { PortColumn, ProtocolColumn } from './event-columns.ts';
import type { EventTableName } from './event-tables.ts';
import { RowColumns } from './row-columns.ts';
import { SessionTimes } from './session-times.ts';

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

/** Ids depend on nothing but the flow, so all writers share what is remembered. */
const ids = new CommunityIds();

const ICMP = 1;
const ICMP6 = 58;

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
export class EventWriter extends RowColumns {
	#several = false;
	readonly #provenance: Provenance;
	readonly #place: RecordOrigin;
	readonly #flow: FlowTuple;
	readonly #times: SessionTimes | null;

	constructor(table: EventTableName, place: RecordOrigin) {
		super(table);
		this.#place = place;
		const [src, dst] = [this.srcIp.address, this.dstIp.address];
		this.#flow = { src, dst, proto: -1, srcPort: -1, dstPort: -1 };
		this.#provenance = {
			record: this.int64('record'),
			offset: this.int64('byte_offset'),
			length: this.int32('byte_length')
		};
		this.#times =
			table === 'sessions'
				? new SessionTimes(this.ts, this.timestamp('end_ts'), this.float64('duration'))
				: null;
	}

	get rows(): number {
		return this.cursor.row;
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
		if (this.column(ALERT_ID) !== null) throw twice(this.#place, this.table);
		if (event !== null) this.#place.extraRows++;
		this.#close();
	}

	#close(): void {
		this.#place.event = this.table;
		const { record, offset, length } = this.#place;
		if (isIcmp(this.proto)) this.#checkIcmp();
		this.#times?.settle(this.cursor.row);
		this.#setCommunityId();
		this.#provenance.record.set(record);
		this.#provenance.offset.set(offset);
		this.#provenance.length.set(length);
		this.cursor.row++;
	}

	/** Takes back what was set for the record at hand. */
	drop(): void {
		for (const column of this.columns) column.drop();
		this.#several = false;
	}

	/** The committed rows, or null where there are none; the writer is empty afterwards. */
	take(): Batch | null {
		const rows = this.cursor.row;
		if (rows === 0) return null;
		const { sourceId, before } = this.#place;
		this.#provenance.record.add(before);
		const alertIds =
			this.column(ALERT_ID) !== null
				? numberedText(ALERT_ID, `${sourceId}-`, this.#provenance.record, rows)
				: null;
		const columns = this.columns.map((column) => {
			if (column.name === SOURCE_ID) return constantText(SOURCE_ID, sourceId, rows);
			return column.name === ALERT_ID ? alertIds! : column.take();
		});
		this.cursor.row = 0;
		return { table: this.table, rows, columns };
	}

	/** Sessions that ended before they began, over all batches. */
	get reversed(): number {
		return this.#times?.reversed ?? 0;
	}

	/** Of ICMP the ports are type and code, one byte each: what is more is neither, and is left out. */
	#checkIcmp(): void {
		const { srcPort, dstPort } = this;
		if (isByte(srcPort) && isByte(dstPort)) return;
		srcPort.drop();
		dstPort.drop();
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
		if (at >= 0) this.communityId.setBytes(ids.bytes, at, at + COMMUNITY_ID_LENGTH);
	}
}

function isIcmp(proto: ProtocolColumn): boolean {
	return proto.isSet && (proto.number === ICMP || proto.number === ICMP6);
}

function isByte(port: PortColumn): boolean {
	return !port.isSet || port.current < 256;
}

function twice(place: RecordOrigin, table: EventTableName): Failure {
	return new Failure(
		'defect',
		`record ${place.record} became a row of ${place.event} and of ${table}`
	);
}
