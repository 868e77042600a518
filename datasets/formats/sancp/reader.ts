import { unreadable } from '#lib/unreadable.ts';
import { BAR } from '#lib/ascii.ts';
import type { AddressColumn, EventWriter, PortColumn } from '#tables/event-writer.ts';
import { isDigit, textOf, wholeNumber } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { delimiterOf } from '../../records/csv/csv.ts';
import { CsvNative } from '../../records/native/csv-native.ts';
import type { LineHandler } from '../../records/lines/lines.ts';
import { NamedLine, SplitLine, splitTexts, type SplitCell } from '../../records/csv/split-line.ts';
import { answeredOf, connStateOf } from '../../rows/sessions/flow-state.ts';
import { putting } from '../../rows/put.ts';
import { countOf, numberOf } from '../../records/fields/numbers.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { SessionSpan } from '../../rows/sessions/span.ts';
import { utcTime } from '../../records/fields/utc.ts';
import { isHeader, sguilFields, synonyms, type SancpKey } from './fields.ts';

/** Beyond this a line is no header. */
const LONGEST_HEADER = 4096;
const ADDRESSES = 2 ** 32;
const withPorts = new Set([6, 17, 33, 132, 136]);

/** The names of a header line and what they are cut at; null where the line is none. */
export function headerOf(text: string): { names: string[]; separator: number } | null {
	if (text.length > LONGEST_HEADER || !/^["a-z]/i.test(text)) return null;
	const separator = delimiterOf(text);
	const bytes = new TextEncoder().encode(text);
	const line = new SplitLine();
	line.cut(bytes, 0, bytes.length, separator);
	const names = splitTexts(line);
	return isHeader(names) ? { names, separator } : null;
}

/** Reads the records of SANCP by the header above them, or with the fields that Sguil configures. */
export class SancpReader implements LineHandler {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #sessions: EventWriter;
	readonly #named = new NamedLine<SancpKey>(synonyms);
	readonly #span: SessionSpan;
	readonly #put: () => void;
	readonly #state;
	readonly #answered;
	#native: CsvNative;
	#begun = false;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepBeside = sink.beside(() => this.#native.commit(this.#named.line));
		this.#sessions = sink.table('sessions');
		this.#span = new SessionSpan(this.#sessions);
		this.#state = this.#sessions.text('conn_state');
		this.#answered = this.#sessions.boolean('answered');
		this.#named.rename(sguilFields, BAR);
		this.#native = new CsvNative(sink, sguilFields);
		this.#put = putting(sink, this.#sessions, {
			src_packets: [this.#named.cell('srcPackets')],
			src_bytes: [this.#named.cell('srcBytes')],
			dst_packets: [this.#named.cell('dstPackets')],
			dst_bytes: [this.#named.cell('dstBytes')],
			uid: [this.#named.cell('id')]
		});
	}

	skip(bytes: Uint8Array, start: number, end: number): boolean {
		if (isDigit(bytes[start]) || end - start > LONGEST_HEADER) return false;
		const header = headerOf(textOf(bytes, start, end));
		if (header === null) return false;
		this.#begun = true;
		this.#named.rename(header.names, header.separator);
		this.#native = new CsvNative(this.#sink, header.names);
		return true;
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		if (!this.#begun) this.#begin(bytes, start, end);
		this.#named.read(bytes, start, end);
		const proto = this.#readProtocol();
		this.#readAddress(this.#sessions.srcIp, 'srcAddr');
		this.#readAddress(this.#sessions.dstIp, 'dstAddr');
		this.#readPort(this.#sessions.srcPort, 'srcPort', proto);
		this.#readPort(this.#sessions.dstPort, 'dstPort', proto);
		this.#put();
		this.#readTimes();
		this.#readOutcome(proto);
		this.#keepBeside();
		this.#sessions.commit();
	}

	/** Without a header, the first record says what all are cut at. */
	#begin(bytes: Uint8Array, start: number, end: number): void {
		this.#begun = true;
		const line = textOf(bytes, start, Math.min(end, start + LONGEST_HEADER));
		if (!line.includes('|')) this.#named.rename(sguilFields, delimiterOf(line));
	}

	#readProtocol(): number {
		const cell = this.#named.cell('proto');
		if (!cell.load()) return -1;
		this.#sessions.proto.set(textOf(cell.bytes, cell.start, cell.end));
		return this.#sessions.proto.number;
	}

	/** IPv4 as one number, or any address as text. */
	#readAddress(column: AddressColumn, key: 'srcAddr' | 'dstAddr'): void {
		const cell = this.#named.cell(key);
		if (!cell.load()) return;
		const { bytes, start, end } = cell;
		const number = wholeNumber(bytes, start, end);
		if (number === null ? column.read(bytes, start, end) : number >= 0 && number < ADDRESSES) {
			if (number !== null) column.setNumber(number);
			return;
		}
		throw unfit(
			key === 'srcAddr' ? 'source address not readable' : 'destination address not readable',
			cell
		);
	}

	#readPort(column: PortColumn, key: 'srcPort' | 'dstPort', proto: number): void {
		const cell = this.#named.cell(key);
		if (!cell.load() || (proto >= 0 && !withPorts.has(proto))) return;
		const port = wholeNumber(cell.bytes, cell.start, cell.end);
		if (port === null || !column.set(port)) throw unfit('port out of range', cell);
	}

	#readTimes(): void {
		const start = this.#time('start', 'localStart');
		if (start === null) throw unreadable('the record has no time');
		const duration = this.#named.cell('duration');
		const seconds = duration.load() ? numberOf(duration) : null;
		this.#span.set(start, this.#time('end', 'localEnd'), seconds);
	}

	#time(utc: 'start' | 'end', local: 'localStart' | 'localEnd'): number | bigint | null {
		const { time } = this.#sink;
		const zoned = this.#named.cell(utc);
		const cell = zoned.load() ? zoned : this.#named.cell(local);
		if (cell !== zoned && !cell.load()) return null;
		const { bytes, start, end } = cell;
		const text = cell === zoned ? utcTime(time, bytes, start, end) : time.iso(bytes, start, end);
		const micros = text ?? time.epoch(bytes, start, end);
		if (micros === null) throw unfit('no such time', cell);
		return micros;
	}

	#readOutcome(proto: number): void {
		const packets = countOf(this.#named.cell('dstPackets'));
		const facts = {
			proto,
			countsErrors: false,
			packetsToClient: packets,
			clientFlags: flagsOf(this.#named.cell('srcFlags'), countOf(this.#named.cell('srcPackets'))),
			serverFlags: flagsOf(this.#named.cell('dstFlags'), packets)
		};
		const state = connStateOf(facts);
		if (state !== null) this.#state.set(state);
		const answered = answeredOf(facts);
		if (answered !== null) this.#answered.set(answered);
	}
}

/** The sum of the flags of one side; none at all of packets that were sent says that they were not kept. */
function flagsOf(cell: SplitCell, packets: number | null): number | null {
	const flags = countOf(cell);
	if (flags === null || flags < 0 || flags > 255) return null;
	return flags === 0 && packets !== 0 ? null : flags;
}
