import { unreadable } from '#lib/unreadable.ts';
import { bytesOf, isDigit, textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { delimiterOf } from '../../records/csv/csv.ts';
import { CsvNative } from '../../records/native/csv-native.ts';
import type { LineHandler } from '../../records/lines/lines.ts';
import { NamedLine, SplitLine, splitTexts, type SplitCell } from '../../records/csv/split-line.ts';
import { putting } from '../../rows/put.ts';
import { countOf } from '../../records/fields/numbers.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { SessionSpan } from '../../rows/sessions/span.ts';
import { utcTime } from '../../records/fields/utc.ts';
import { exportFields, isHeader, separatorOf, synonyms, type SessionKey } from './fields.ts';

/** Beyond this a line is no header. */
const LONGEST_HEADER = 1024;

/** The names of a header and what they are cut at; null where the line is none. */
export function headerOf(line: string): { names: string[]; separator: number } | null {
	if (!/^"?Sensor/i.test(line) || line.length > LONGEST_HEADER) return null;
	const separator = delimiterOf(line);
	const split = new SplitLine();
	const bytes = bytesOf(line);
	split.cut(bytes, 0, bytes.length, separator);
	const names = splitTexts(split);
	return isHeader(names) ? { names, separator } : null;
}

/** Reads the sessions of an export by its header, or by the order in which the client writes them. */
export class SessionLines implements LineHandler {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #named = new NamedLine<SessionKey>(synonyms);
	readonly #put: () => void;
	readonly #span: SessionSpan;
	readonly #answered;
	#native: CsvNative | null = null;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepBeside = sink.beside(() => this.#native!.commit(this.#named.line));
		const sessions = sink.table('sessions');
		this.#span = new SessionSpan(sessions);
		this.#answered = sessions.boolean('answered');
		const cell = (key: SessionKey) => [this.#named.cell(key)];
		this.#put = putting(sink, sessions, {
			src_ip: cell('srcAddr'),
			src_port: cell('srcPort'),
			dst_ip: cell('dstAddr'),
			dst_port: cell('dstPort'),
			src_packets: cell('srcPackets'),
			src_bytes: cell('srcBytes'),
			dst_packets: cell('dstPackets'),
			dst_bytes: cell('dstBytes'),
			uid: cell('id')
		});
	}

	skip(bytes: Uint8Array, start: number, end: number): boolean {
		if (isDigit(bytes[start])) return false;
		const header = headerOf(textOf(bytes, start, Math.min(end, start + LONGEST_HEADER + 1)));
		if (header === null) return false;
		this.#rename(header.names, header.separator);
		return true;
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		if (this.#native === null)
			this.#begin(textOf(bytes, start, Math.min(end, start + LONGEST_HEADER)));
		this.#named.read(bytes, start, end);
		const [begun, ended] = [
			this.#time(this.#named.cell('start')),
			this.#time(this.#named.cell('end'))
		];
		if (begun === null) throw unreadable('the record has no start time');
		this.#put();
		this.#span.set(begun, ended, null);
		if (this.#isLoneRequest()) this.#answered.set(false);
		this.#keepBeside();
		this.#sink.table('sessions').commit();
	}

	/**
	 * Packets that came back may have been a reset or an ICMP error. Where none came, payload or a further packet of
	 * the source may follow a handshake that the sensor saw one way: neither protocol nor flags are told.
	 */
	#isLoneRequest(): boolean {
		const [sent, payload, back] = (['srcPackets', 'srcBytes', 'dstPackets'] as const).map((key) =>
			countOf(this.#named.cell(key))
		);
		return back === 0 && sent === 1 && payload === 0;
	}

	/** The client may export without a header: then the first record says what all are cut at. */
	#begin(line: string): void {
		const separator = separatorOf(line) ?? ',';
		const names =
			separator === '||' ? exportFields.flatMap((name) => [name, '']).slice(0, -1) : exportFields;
		this.#rename(names, separator.charCodeAt(0));
	}

	#rename(names: readonly string[], separator: number): void {
		this.#named.rename(names, separator);
		this.#native = new CsvNative(this.#sink, names);
	}

	#time(cell: SplitCell): number | bigint | null {
		if (!cell.load()) return null;
		const time = utcTime(this.#sink.time, cell.bytes, cell.start, cell.end);
		if (time === null) throw unfit('no such time', cell);
		return time;
	}
}
