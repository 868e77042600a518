import { unreadable } from '#lib/unreadable.ts';
import { SPACE } from '#lib/ascii.ts';
import type { AddressColumn, EventWriter } from '#tables/event-writer.ts';
import type { Int64Column } from '#tables/column.ts';
import { isDigit, textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import type { LineHandler } from '../../records/lines/lines.ts';
import { SplitLine, splitTexts } from '../../records/csv/split-line.ts';
import { TOTALS, Totals } from '../../rows/sessions/nfdump-totals.ts';
import { NfdumpSides } from '../../rows/sessions/nfdump-sides.ts';
import { BELOW_ZERO, isBelowZero, putPorts, secondsOf } from '../../rows/sessions/nfdump.ts';
import { SessionSpan } from '../../rows/sessions/span.ts';
import { countOf, joinScaled } from './counts.ts';
import { endpointOf, type Endpoint } from './endpoint.ts';

const EXCERPT = 80;
/** A flow is printed in far less; longer lines are not cut into words. */
const LONGEST = 1024;

/** Lines that nfdump prints around the flows. */
const around =
	/^(?:Date (?:first|last|flow)|Summary:|Time window:|Total flows|Sys:|Aggregated flows|Top \d|Ident:|Blocks|No matching|No matched)/;

/** What stands behind the second address, by how many words and by the arrow. */
const layouts: Readonly<Record<string, readonly string[]>> = {
	'-> 3': ['Packets', 'Bytes', 'Flows'],
	'-> 5': ['Flags', 'Tos', 'Packets', 'Bytes', 'Flows'],
	'-> 8': ['Flags', 'Tos', 'Packets', 'Bytes', 'pps', 'bps', 'Bpp', 'Flows'],
	'<-> 5': ['Out Pkt', 'In Pkt', 'Out Byte', 'In Byte', 'Flows'],
	'<-> 7': ['Flags', 'Tos', 'Out Pkt', 'In Pkt', 'Out Byte', 'In Byte', 'Flows']
};

type Ends = readonly [source: Endpoint, destination: Endpoint];

/** Reads the flows that nfdump prints as text; every line says all of itself. */
export class NfdumpLines implements LineHandler {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #sessions: EventWriter;
	readonly #line = new SplitLine();
	readonly #span: SessionSpan;
	readonly #columns;
	readonly #totals = new Totals();
	readonly #sides: NfdumpSides;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepBeside = sink.beside(
			(_, words: readonly string[], arrow: number, values: ReadonlyMap<string, string>) =>
				this.#keepNative(words, arrow, values)
		);
		this.#sessions = sink.table('sessions');
		this.#span = new SessionSpan(this.#sessions);
		this.#sides = new NfdumpSides(this.#sessions);
		this.#columns = {
			srcPackets: this.#sessions.int64('src_packets'),
			srcBytes: this.#sessions.int64('src_bytes'),
			dstPackets: this.#sessions.int64('dst_packets'),
			dstBytes: this.#sessions.int64('dst_bytes')
		};
	}

	skip(bytes: Uint8Array, start: number, end: number): boolean {
		return (
			!isDigit(bytes[start]) && around.test(textOf(bytes, start, Math.min(end, start + EXCERPT)))
		);
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		if (end - start > LONGEST || !isDigit(bytes[start]))
			throw unreadable('no flow', textOf(bytes, start, end));
		this.#line.cut(bytes, start, end, SPACE);
		const words = joinScaled(splitTexts(this.#line));
		const arrow = words.findIndex((word) => word === '->' || word === '<->');
		const values = this.#valuesOf(words, arrow);
		const [one, other] = [this.#endpoint(words[arrow - 1]!), this.#endpoint(words[arrow + 1]!)];
		const proto = words[arrow - 2]!;
		if (this.#isTotal(proto, [one, other], values)) {
			this.#sink.note(TOTALS);
			return this.#keepNative(words, arrow, values);
		}
		this.#readTimes(words.slice(0, arrow - 2));
		// `-B` puts the side of the service behind also where nothing but its client was seen to send.
		const turned = values.get('In Pkt') === '0' && values.get('Out Pkt') !== '0';
		this.#sessions.proto.set(proto);
		this.#readEnds(turned ? [other, one] : [one, other]);
		this.#readCounts(values, turned);
		this.#keepBeside(words, arrow, values);
		this.#sessions.commit();
	}

	#isTotal(proto: string, [from, to]: Ends, values: ReadonlyMap<string, string>): boolean {
		return this.#totals.isOne({
			proto,
			source: from.address,
			destination: to.address,
			ports: [from.port, to.port],
			flags: values.get('Flags') ?? null
		});
	}

	/** The words behind the second address by the names of their columns. */
	#valuesOf(words: readonly string[], arrow: number): Map<string, string> {
		if (arrow < 5) throw unreadable('no two addresses with an arrow between them', words.join(' '));
		const rest = words.slice(arrow + 2);
		const names = layouts[`${words[arrow]} ${rest.length}`];
		if (names === undefined)
			throw unreadable(
				`not a known set of columns, ${rest.length} behind the addresses`,
				rest.join(' ')
			);
		return new Map(names.map((name, i) => [name, rest[i]!]));
	}

	/** Date, time, and a duration of one word or two (`1d 00:00:00.000`). */
	#readTimes([date, clock, ...duration]: readonly string[]): void {
		const ts = this.#sink.time.isoText(`${date} ${clock}`);
		if (ts === null) throw unreadable('no such time', `${date} ${clock}`);
		const written = duration.join(' ');
		const seconds = secondsOf(written);
		if (seconds === null && !isBelowZero(written)) throw unreadable('no such duration', written);
		if (seconds === null) this.#sink.note(BELOW_ZERO);
		this.#span.set(ts, null, seconds);
	}

	#readEnds([from, to]: Ends): void {
		this.#putAddress(this.#sessions.srcIp, from);
		this.#putAddress(this.#sessions.dstIp, to);
		if (!putPorts(this.#sessions, from.port, to.port))
			throw unreadable('ports not readable', `${from.port} to ${to.port}`);
	}

	#endpoint(text: string): Endpoint {
		const endpoint = endpointOf(text);
		if (endpoint === null) throw unreadable('no address with a port', text);
		return endpoint;
	}

	#putAddress(column: AddressColumn, { address, shortened }: Endpoint): void {
		if (shortened) {
			this.#sink.note('IPv6 addresses that nfdump has shortened are left empty');
			return;
		}
		if (!column.readText(address)) throw unreadable('address not readable', address);
	}

	/** Of a flow of both directions, `In` counts what its source sent, and `Out` what came back. */
	#readCounts(values: ReadonlyMap<string, string>, turned: boolean): void {
		const { srcPackets, srcBytes, dstPackets, dstBytes } = this.#columns;
		const flags = values.get('Flags') ?? null;
		const [own, back] = turned ? ['Out', 'In'] : ['In', 'Out'];
		const packets = this.#put(srcPackets, values.get('Packets') ?? values.get(`${own} Pkt`)!);
		const bytes = this.#put(srcBytes, values.get('Bytes') ?? values.get(`${own} Byte`)!);
		const returned = values.get(`${back} Pkt`) ?? '0';
		if (returned === '0') return this.#sides.putHalf(flags);
		const came = {
			packets: this.#put(dstPackets, returned),
			bytes: this.#put(dstBytes, values.get(`${back} Byte`)!)
		};
		this.#sides.putMerged(flags, [{ packets, bytes }, came]);
	}

	#put(column: Int64Column, text: string): number {
		const found = countOf(text);
		if (found === null) throw unreadable('no such count', text);
		if (found.rounded)
			this.#sink.note('large counts are rounded to a tenth of their unit, as nfdump prints them');
		column.set(found.count);
		return found.count;
	}

	#keepNative(words: readonly string[], arrow: number, values: ReadonlyMap<string, string>): void {
		this.#keep('Date first seen', `${words[0]} ${words[1]}`);
		this.#keep('Duration', words.slice(2, arrow - 2).join(' '));
		this.#keep('Proto', words[arrow - 2]!);
		this.#keep('Src IP Addr:Port', words[arrow - 1]!);
		this.#keep('Dst IP Addr:Port', words[arrow + 1]!);
		for (const [name, value] of values) this.#keep(name, value);
		this.#sink.native.commit();
	}

	#keep(name: string, value: string): void {
		this.#sink.native.text(name).set(value);
	}
}
