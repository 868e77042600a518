import { unreadable } from '#lib/unreadable.ts';
import { COLON, QUOTE, UPPER_A } from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { CsvNative } from '../../records/native/csv-native.ts';
import { delimiterOf } from '../../records/csv/csv.ts';
import type { LineHandler } from '../../records/lines/lines.ts';
import { NamedLine, SplitLine, splitTexts, type SplitCell } from '../../records/csv/split-line.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { ArgusFlow } from './flow.ts';
import { ArgusSum } from './sum.ts';
import { isHeader, synonyms, type ArgusKey } from './fields.ts';

/** Beyond this a line is no header. */
const LONGEST_HEADER = 8192;
/** What `ra` prints in place of a protocol of IP, for several of them, and numbers that are those of Ethernet. */
const belowIp = /^(?:man|arp|rarp|llc|ip|\d{4,})$/i;
const hardware = /^(?:[0-9a-f]{1,2}:){5}[0-9a-f]{1,2}$/i;

/** Protocols that are remembered at most: a log may be made up. */
const MOST_PROTOCOLS = 512;
const belowHosts =
	'records of Argus itself, of protocols below IP and of several together are kept in native columns only';
const severalEnds =
	'records that racluster added up from flows of what may be several ends are kept in native columns only: it prints 0 for their ports, and the common beginning of their addresses as if it were one';
const undated =
	'times have no date (ra prints one with -u); such records are kept in native columns only';

/** Reads the records of `ra`; what their columns are follows from the header above them. */
export class ArgusReader implements LineHandler {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #sessions: EventWriter;
	readonly #named = new NamedLine<ArgusKey>(synonyms);
	readonly #header = new SplitLine();
	readonly #flow: ArgusFlow;
	readonly #sum: ArgusSum;
	/** Whether the protocols that were met are below IP. */
	readonly #below = new Map<string, boolean>();
	#native: CsvNative | null = null;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepBeside = sink.beside(() => this.#native!.commit(this.#named.line));
		this.#sessions = sink.table('sessions');
		this.#flow = new ArgusFlow(sink, this.#named);
		this.#sum = new ArgusSum(this.#named);
	}

	/** A header stands at the top, and again where outputs were joined. */
	skip(bytes: Uint8Array, start: number, end: number): boolean {
		const first = bytes[start] === QUOTE ? start + 1 : start;
		if (end - start > LONGEST_HEADER || bytes[first]! < UPPER_A) return false;
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
		const isFlow = !this.#isBelowIp();
		if (isFlow && this.#sum.isOfSeveralEnds()) return this.#keepNative(severalEnds);
		const ts = isFlow ? this.#time() : null;
		if (ts !== null) {
			this.#flow.read(ts);
			if (this.#sum.isSum()) this.#sessions.ofSeveralFlows();
			this.#sessions.commit();
			this.#keepBeside();
		} else this.#keepNative(isFlow ? undated : belowHosts);
	}

	#keepNative(why: string): void {
		this.#sink.note(why);
		this.#native!.commit(this.#named.line);
	}

	/** Whether the record is not of IP: of Argus itself, of ARP, or between hardware addresses. */
	#isBelowIp(): boolean {
		const proto = this.#named.cell('proto').text() ?? '';
		let below = this.#below.get(proto);
		if (below === undefined) {
			below = belowIp.test(proto);
			if (this.#below.size < MOST_PROTOCOLS) this.#below.set(proto, below);
		}
		return (
			below || isHardware(this.#named.cell('srcAddr')) || isHardware(this.#named.cell('dstAddr'))
		);
	}

	/** Null for a time of day without a date. */
	#time(): number | bigint | null {
		const cell = this.#named.cell('start');
		const known = cell.load() ? cell : this.#named.cell('end');
		if (known !== cell && !known.load()) throw unreadable('the record has no time');
		const { bytes, start, end } = known;
		const time = this.#sink.time.epoch(bytes, start, end) ?? this.#sink.time.iso(bytes, start, end);
		if (time !== null) return time;
		if (/^\d\d:\d\d:\d\d(?:\.\d+)?$/.test(textOf(bytes, start, end))) return null;
		throw unfit('no such time', known);
	}
}

/** Whether a field holds an Ethernet address. */
function isHardware(cell: SplitCell): boolean {
	if (!cell.load()) return false;
	const { bytes, start, end } = cell;
	const length = end - start;
	if (length < 11 || length > 17) return false;
	if (bytes[start + 1] !== COLON && bytes[start + 2] !== COLON) return false;
	return hardware.test(textOf(bytes, start, end));
}
