import type { EventWriter } from '#arrow/event-writer.ts';
import { bytesOf, equalsBytes, isDigit, trimEnd } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import type { Sink } from '../../format.ts';
import { CsvNative } from '../../framing/csv-native.ts';
import type { LineHandler } from '../../framing/lines.ts';
import { NamedLine, SplitLine, splitTexts, type SplitCell } from '../../framing/split-line.ts';
import { answeredOf, oneWayPutter, putPorts, secondsOf } from '../../values/nfdump.ts';
import { putting, unfit, wholeOf } from '../../values/put.ts';
import { Span } from '../../values/span.ts';
import { isHeader, synonyms, type FlowKey } from './fields.ts';

const COMMA = 44;
const SUMMARY = bytesOf('Summary');
/** Beyond this a line is no header. */
const LONGEST_HEADER = 8192;
/** Digits of milliseconds since 1970, from 2001 to 2286. */
const MILLIS_DIGITS = 13;

/** Reads the rows of nfdump's CSV by the header above them, and passes over the summary below. */
export class NfdumpReader implements LineHandler {
	readonly #sink: Sink;
	readonly #sessions: EventWriter;
	readonly #named = new NamedLine<FlowKey>(synonyms);
	readonly #header = new SplitLine();
	readonly #span: Span;
	readonly #put: () => void;
	readonly #back;
	readonly #answered;
	readonly #putOneWay;
	#native: CsvNative | null = null;
	#inSummary = false;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#sessions = sink.table('sessions');
		this.#span = new Span(this.#sessions);
		this.#answered = this.#sessions.boolean('answered');
		this.#putOneWay = oneWayPutter(this.#sessions);
		this.#back = {
			packets: this.#sessions.int64('dst_packets'),
			bytes: this.#sessions.int64('dst_bytes')
		};
		const cell = (key: FlowKey) => this.#named.cell(key);
		this.#put = putting(sink, this.#sessions, {
			src_ip: [cell('srcAddr')],
			dst_ip: [cell('dstAddr')],
			proto: [cell('proto')],
			src_packets: [cell('inPackets')],
			src_bytes: [cell('inBytes')],
			uid: [cell('flowId')]
		});
	}

	skip(bytes: Uint8Array, start: number, end: number): boolean {
		if (this.#isHeader(bytes, start, end)) return true;
		if (equalsBytes(bytes, start, trimEnd(bytes, start, end), SUMMARY)) this.#inSummary = true;
		return this.#inSummary;
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		this.#named.read(bytes, start, end);
		this.#put();
		this.#readPorts();
		this.#readTimes();
		this.#readBack();
		if (this.#sink.settings.native) this.#native!.commit(this.#named.line);
		this.#sessions.commit();
	}

	#isHeader(bytes: Uint8Array, start: number, end: number): boolean {
		if (isDigit(bytes[start]) || end - start > LONGEST_HEADER) return false;
		this.#header.cut(bytes, start, end, COMMA);
		const names = splitTexts(this.#header);
		if (!isHeader(names)) return false;
		// Some versions end the header with a comma.
		if (names.at(-1) === '') names.pop();
		this.#named.rename(names, COMMA);
		this.#native = new CsvNative(this.#sink, names);
		this.#inSummary = false;
		return true;
	}

	#readPorts(): void {
		const [source, destination] = [this.#named.cell('srcPort'), this.#named.cell('dstPort')];
		const [from, to] = [source.text(), destination.text()];
		if (from === null || to === null || putPorts(this.#sessions, from, to)) return;
		throw new Failure('record not readable', `ports not readable: ${from} to ${to}`.slice(0, 80));
	}

	#readTimes(): void {
		const start = this.#named.cell('start');
		if (!start.load()) throw new Failure('record not readable', 'the record has no time');
		const first = this.#time(start);
		const end = this.#named.cell('end');
		const last = end.load() ? this.#time(end) : null;
		const written = this.#named.cell('duration').text();
		const seconds = written === null ? null : secondsOf(written);
		if (written !== null && seconds === null)
			this.#sink.note('a duration that is none was left out');
		this.#span.set(first, last, seconds);
	}

	#time(cell: SplitCell): number | bigint {
		const { bytes, start, end } = cell;
		const { time } = this.#sink;
		const millis = end - start === MILLIS_DIGITS ? wholeOf(cell) : null;
		if (typeof millis === 'number') return millis * 1000;
		const micros = time.iso(bytes, start, end) ?? time.epoch(bytes, start, end);
		if (micros === null) throw unfit('no such time', cell);
		return micros;
	}

	/** 0 packets back say that the flow is of one direction, or that nothing came back: it is not told which. */
	#readBack(): void {
		const packets = this.#named.cell('outPackets');
		const count = packets.load() ? wholeOf(packets) : null;
		if (count === null || Number(count) <= 0)
			return this.#putOneWay(this.#named.cell('flags').text());
		this.#back.packets.set(count);
		const bytes = this.#named.cell('outBytes');
		const volume = bytes.load() ? wholeOf(bytes) : null;
		if (volume !== null) this.#back.bytes.set(volume);
		const { proto } = this.#sessions;
		const answered = answeredOf(proto.isSet ? proto.number : -1, Number(count));
		if (answered !== null) this.#answered.set(answered);
	}
}
