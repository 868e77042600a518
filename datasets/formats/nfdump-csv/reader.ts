import { unreadable } from '#lib/unreadable.ts';
import { COMMA } from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf, equalsBytes, isDigit, trimEnd } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { CsvNative } from '../../records/native/csv-native.ts';
import type { LineHandler } from '../../records/lines/lines.ts';
import { NamedLine, SplitLine, splitTexts, type SplitCell } from '../../records/csv/split-line.ts';
import { TOTALS, Totals } from '../../rows/sessions/nfdump-totals.ts';
import { NfdumpSides, type Sent } from '../../rows/sessions/nfdump-sides.ts';
import { BELOW_ZERO, putPorts, secondsOf } from '../../rows/sessions/nfdump.ts';
import { putting } from '../../rows/put.ts';
import { countOf, wholeOf } from '../../records/fields/numbers.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { SessionSpan } from '../../rows/sessions/span.ts';
import { isHeader, synonyms, type NfdumpKey } from './fields.ts';

const SUMMARY = bytesOf('Summary');
/** Beyond this a line is no header. */
const LONGEST_HEADER = 8192;
/** Digits of milliseconds since 1970, from 2001 to 2286. */
const MILLIS_DIGITS = 13;

/** Reads the rows of nfdump's CSV by the header above them, and passes over the summary below. */
export class NfdumpReader implements LineHandler {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #sessions: EventWriter;
	readonly #named = new NamedLine<NfdumpKey>(synonyms);
	readonly #header = new SplitLine();
	readonly #span: SessionSpan;
	readonly #straight;
	readonly #turned;
	readonly #totals = new Totals();
	readonly #sides: NfdumpSides;
	#native: CsvNative | null = null;
	#inSummary = false;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepBeside = sink.beside(() => this.#native!.commit(this.#named.line));
		this.#sessions = sink.table('sessions');
		this.#span = new SessionSpan(this.#sessions);
		this.#sides = new NfdumpSides(this.#sessions);
		this.#straight = this.#putting('src', 'dst', 'in', 'out');
		this.#turned = this.#putting('dst', 'src', 'out', 'in');
	}

	/** @param from whose address and counts are those of the source */
	#putting(from: 'src' | 'dst', to: 'src' | 'dst', own: 'in' | 'out', back: 'in' | 'out') {
		const cell = (key: NfdumpKey) => this.#named.cell(key);
		const half = {
			src_ip: [cell(`${from}Addr`)],
			dst_ip: [cell(`${to}Addr`)],
			proto: [cell('proto')],
			src_packets: [cell(`${own}Packets`)],
			src_bytes: [cell(`${own}Bytes`)],
			uid: [cell('flowId')]
		};
		const putHalf = putting(this.#sink, this.#sessions, half);
		const putBack = putting(this.#sink, this.#sessions, {
			dst_packets: [cell(`${back}Packets`)],
			dst_bytes: [cell(`${back}Bytes`)]
		});
		return { putHalf, putBack };
	}

	skip(bytes: Uint8Array, start: number, end: number): boolean {
		if (this.#isHeader(bytes, start, end)) return true;
		if (equalsBytes(bytes, start, trimEnd(bytes, start, end), SUMMARY)) this.#inSummary = true;
		return this.#inSummary;
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		this.#named.read(bytes, start, end);
		if (this.#isTotal()) {
			this.#sink.note(TOTALS);
			return this.#native!.commit(this.#named.line);
		}
		const [sent, back] = [this.#sent('in'), this.#sent('out')];
		// `-B` puts the side of the service behind also where nothing but its client was seen to send.
		const turned = sent.packets === 0 && (back.packets ?? 0) > 0;
		const { putHalf, putBack } = turned ? this.#turned : this.#straight;
		putHalf();
		this.#readPorts(turned);
		this.#readTimes();
		const flags = this.#named.cell('flags').text();
		if (turned || (back.packets ?? 0) === 0) this.#sides.putHalf(flags);
		else {
			putBack();
			this.#sides.putMerged(flags, [sent, back]);
		}
		this.#keepBeside();
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

	#isTotal(): boolean {
		const textOf = (key: NfdumpKey) => this.#named.cell(key).text() ?? '';
		return this.#totals.isOne({
			proto: textOf('proto'),
			source: textOf('srcAddr'),
			destination: textOf('dstAddr'),
			ports: [textOf('srcPort'), textOf('dstPort')],
			flags: this.#named.cell('flags').text()
		});
	}

	#sent(way: 'in' | 'out'): Sent {
		return {
			packets: countOf(this.#named.cell(`${way}Packets`)),
			bytes: countOf(this.#named.cell(`${way}Bytes`))
		};
	}

	#readPorts(turned: boolean): void {
		const [source, destination] = [this.#named.cell('srcPort'), this.#named.cell('dstPort')];
		const [from, to] = [source.text(), destination.text()];
		if (from === null || to === null) return;
		if (turned ? putPorts(this.#sessions, to, from) : putPorts(this.#sessions, from, to)) return;
		throw unreadable(`ports not readable: ${from} to ${to}`.slice(0, 80));
	}

	#readTimes(): void {
		const start = this.#named.cell('start');
		if (!start.load()) throw unreadable('the record has no time');
		const first = this.#time(start);
		const end = this.#named.cell('end');
		const last = end.load() ? this.#time(end) : null;
		const written = this.#named.cell('duration').text();
		const seconds = written === null ? null : secondsOf(written);
		const none = written !== null && seconds === null;
		if (none) this.#sink.note(BELOW_ZERO);
		this.#span.set(first, none ? null : last, seconds);
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
}
