import type { EventWriter } from '#arrow/event-writer.ts';
import { textOf } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import type { Sink } from '../../format.ts';
import { CsvNative } from '../../framing/csv-native.ts';
import { delimiterOf } from '../../framing/csv.ts';
import type { LineHandler } from '../../framing/lines.ts';
import { NamedLine, SplitLine, splitTexts } from '../../framing/split-line.ts';
import { unfit } from '../../values/put.ts';
import { ArgusFlow } from './flow.ts';
import { isHeader, synonyms, type ArgusKey } from './fields.ts';

const LETTER_A = 65;
const QUOTE = 34;
/** Beyond this a line is no header. */
const LONGEST_HEADER = 8192;
/** What `ra` prints in place of a protocol of IP, and numbers that are those of Ethernet. */
const belowIp = /^(?:man|arp|rarp|llc|\d{4,})$/i;
const hardware = /^(?:[0-9a-f]{1,2}:){5}[0-9a-f]{1,2}$/i;

/** Reads the records of `ra`; what their columns are follows from the header above them. */
export class ArgusReader implements LineHandler {
	readonly #sink: Sink;
	readonly #sessions: EventWriter;
	readonly #named = new NamedLine<ArgusKey>(synonyms);
	readonly #header = new SplitLine();
	readonly #flow: ArgusFlow;
	#native: CsvNative | null = null;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#sessions = sink.table('sessions');
		this.#flow = new ArgusFlow(sink, this.#named);
	}

	/** A header stands at the top, and again where outputs were joined. */
	skip(bytes: Uint8Array, start: number, end: number): boolean {
		const first = bytes[start] === QUOTE ? start + 1 : start;
		if (end - start > LONGEST_HEADER || bytes[first]! < LETTER_A) return false;
		const separator = delimiterOf(textOf(bytes, start, end));
		this.#header.cut(bytes, start, end, separator);
		const names = splitTexts(this.#header);
		if (!isHeader(names)) return false;
		this.#named.rename(names, separator);
		this.#native = new CsvNative(this.#sink, names);
		return true;
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		this.#named.read(bytes, start, end);
		const reason = this.#notOfHosts();
		if (reason === null) {
			this.#flow.read(this.#time()!);
			this.#sessions.commit();
			if (!this.#sink.settings.native) return;
		} else this.#sink.note(reason);
		this.#native!.commit(this.#named.line);
	}

	/** Why a record is not a flow between two hosts at a time, in a sentence; null where it is one. */
	#notOfHosts(): string | null {
		const proto = this.#named.cell('proto').text() ?? '';
		const ends = [this.#named.cell('srcAddr'), this.#named.cell('dstAddr')];
		if (belowIp.test(proto) || ends.some((cell) => hardware.test(cell.text() ?? '')))
			return 'records of Argus itself and of protocols below IP are kept in native columns only';
		if (this.#time() !== null) return null;
		return 'times have no date (ra prints one with -u); such records are kept in native columns only';
	}

	/** Null for a time of day without a date. */
	#time(): number | bigint | null {
		const cell = this.#named.cell('start');
		const known = cell.load() ? cell : this.#named.cell('end');
		if (known !== cell && !known.load())
			throw new Failure('record not readable', 'the record has no time');
		const { bytes, start, end } = known;
		const time = this.#sink.time.epoch(bytes, start, end) ?? this.#sink.time.iso(bytes, start, end);
		if (time !== null) return time;
		if (/^\d\d:\d\d:\d\d(?:\.\d+)?$/.test(textOf(bytes, start, end))) return null;
		throw unfit('no such time', known);
	}
}
