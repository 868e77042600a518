import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf, equalsBytes, wholeNumber } from '#lib/bytes.ts';
import { tcpFlagsText } from '#lib/tcp-flags.ts';
import type { Sink } from '../../format.ts';
import { firewallColumns } from '../../rows/firewall/firewall-columns.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';
import { began } from '../../records/fields/when.ts';
import { durationOf } from './duration.ts';
import type { AsaRecord } from './record.ts';
import type { Shape } from './shapes.ts';
import { part } from './template.ts';

const INBOUND = bytesOf('inbound');
const OUTBOUND = bytesOf('outbound');
const FINS = bytesOf('TCP FINs');
const flagNames = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'].map(bytesOf);

/** What an access list says of a packet; est-allowed was let pass for a connection that it belongs to. */
const verdicts = (
	[
		['permitted', 'allow'],
		['est-allowed', 'allow'],
		['denied', 'deny']
	] as const
).map(([word, action]) => ({ word: bytesOf(word), action }));

/** Writes one kind of row. */
export interface RowWriter {
	write(record: AsaRecord, shape: Shape): void;
}

/** What was allowed or denied. */
export class AsaFirewallRow implements RowWriter {
	readonly #sink: Sink;
	readonly #writer: EventWriter;
	readonly #columns;
	readonly #device: SpeakerColumn;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#writer = sink.table('firewall');
		this.#columns = firewallColumns(this.#writer);
		this.#device = new SpeakerColumn(sink, this.#columns.device);
	}

	write(record: AsaRecord, shape: Shape): void {
		const { bytes, found } = record;
		const direction = directionOf(record) ?? shape.direction;
		// Of an outbound connection the end within, which began it, is named last.
		const swapped = shape.direction === null && direction === 'out';
		if (record.ts !== null) this.#writer.ts.set(record.ts);
		record.setFlow(this.#sink, this.#writer, shape, swapped);
		if (direction !== null) this.#columns.direction.set(direction);
		this.#setInterface(record, swapped);
		const action = found.has(part.action) ? verdictOf(record) : shape.action;
		if (action !== null) this.#columns.action.set(action);
		if (found.has(part.rule))
			this.#columns.rule.setBytes(bytes, found.starts[part.rule]!, found.ends[part.rule]!);
		const flags = found.has(part.flags) ? flagsOf(record) : 0;
		if (flags > 0) this.#columns.tcpFlags.set(tcpFlagsText(flags));
		this.#device.set(bytes, record.deviceStart, record.deviceEnd);
		this.#writer.commit();
	}

	#setInterface({ bytes, found, first, second }: AsaRecord, swapped: boolean): void {
		const { interfaceStart, interfaceEnd } = swapped ? second : first;
		if (found.has(part.interface)) {
			const [start, end] = [found.starts[part.interface]!, found.ends[part.interface]!];
			this.#columns.interface.setBytes(bytes, start, end);
		} else if (interfaceEnd > interfaceStart) {
			this.#columns.interface.setBytes(bytes, interfaceStart, interfaceEnd);
		}
	}
}

/** A connection that is over. */
export class SessionRow implements RowWriter {
	readonly #sink: Sink;
	readonly #writer: EventWriter;
	readonly #columns;

	constructor(sink: Sink) {
		this.#sink = sink;
		const writer = sink.table('sessions');
		this.#writer = writer;
		this.#columns = {
			end: writer.timestamp('end_ts'),
			duration: writer.float64('duration'),
			state: writer.text('conn_state'),
			srcBytes: writer.int64('src_bytes'),
			dstBytes: writer.int64('dst_bytes'),
			answered: writer.boolean('answered'),
			uid: writer.text('uid')
		};
	}

	write(record: AsaRecord, shape: Shape): void {
		const { bytes, found } = record;
		record.setFlow(this.#sink, this.#writer, shape, false);
		this.#setTimes(record);
		if (found.has(part.uid))
			this.#columns.uid.setBytes(bytes, found.starts[part.uid]!, found.ends[part.uid]!);
		// Of a sum only nought can be divided.
		if (totalOf(record) === 0) {
			this.#columns.srcBytes.set(0);
			this.#columns.dstBytes.set(0);
		}
		if (isClosed(record)) {
			this.#columns.state.set('SF');
			this.#columns.answered.set(true);
		}
		this.#writer.commit();
	}

	#setTimes({ bytes, ts, found }: AsaRecord): void {
		const known = found.has(part.duration);
		const seconds = known
			? durationOf(bytes, found.starts[part.duration]!, found.ends[part.duration]!)
			: null;
		if (seconds !== null) this.#columns.duration.set(seconds);
		if (ts === null) return;
		this.#columns.end.set(ts);
		this.#writer.ts.set(began(ts, seconds ?? 0));
	}
}

/** Bytes of both sides together; null where the message has no such number. */
export function totalOf({ bytes, found }: AsaRecord): number | null {
	if (!found.has(part.bytes)) return null;
	return wholeNumber(bytes, found.starts[part.bytes]!, found.ends[part.bytes]!);
}

function isClosed({ bytes, found }: AsaRecord): boolean {
	if (!found.has(part.reason)) return false;
	const [start, end] = [found.starts[part.reason]!, found.ends[part.reason]!];
	return equalsBytes(bytes, start, Math.min(end, start + FINS.length), FINS);
}

function directionOf({ bytes, found }: AsaRecord): 'in' | 'out' | null {
	if (!found.has(part.direction)) return null;
	const [start, end] = [found.starts[part.direction]!, found.ends[part.direction]!];
	if (equalsBytes(bytes, start, end, INBOUND)) return 'in';
	return equalsBytes(bytes, start, end, OUTBOUND) ? 'out' : null;
}

function verdictOf({ bytes, found }: AsaRecord): string | null {
	const [start, end] = [found.starts[part.action]!, found.ends[part.action]!];
	return verdicts.find(({ word }) => equalsBytes(bytes, start, end, word))?.action ?? null;
}

/** Flags by their names, with blanks between; what else stands there is none. */
function flagsOf({ bytes, found }: AsaRecord): number {
	const [start, end] = [found.starts[part.flags]!, found.ends[part.flags]!];
	let bits = 0;
	for (let at = start; at + 3 <= end; at += 4) {
		const bit = flagNames.findIndex((name) => equalsBytes(bytes, at, at + 3, name));
		if (bit >= 0) bits |= 1 << bit;
	}
	return bits;
}
