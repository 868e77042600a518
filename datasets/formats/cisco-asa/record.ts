import type { EventWriter, ProtocolColumn } from '#tables/event-writer.ts';
import { bytesOf, equalsBytes, isWhite, startsWith, textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { EndPoint } from './end-point.ts';
import type { Shape } from './shapes.ts';
import { MessageTag } from './tag.ts';
import { MessageParts, part } from './template.ts';

const PROTOCOL = bytesOf('protocol ');
const every = ['ip', 'IP'].map(bytesOf);
const NAMED = 'a name, or nothing readable, stands in place of an address; that is left empty';
/** Characters of a protocol's name at most. */
const LONGEST_PROTOCOL = 24;

/** One message, and what was found in it; the same object for all of them. */
export class AsaRecord {
	bytes: Uint8Array = new Uint8Array(0);
	/** Microseconds since 1970 UTC; null where the device does not send it. */
	ts: number | bigint | null = null;
	/** What the device calls itself; empty where the line does not say. */
	deviceStart = 0;
	deviceEnd = 0;
	/** Where the message ends, blanks left out. */
	end = 0;
	readonly tag = new MessageTag();
	readonly found = new MessageParts();
	readonly first = new EndPoint();
	readonly second = new EndPoint();

	/** Finds the parts of the message; false where it is worded otherwise. */
	match(shape: Shape): boolean {
		const { bytes, end, found, tag } = this;
		if (!shape.templates.some((template) => template.match(bytes, tag.text, end, found)))
			return false;
		this.#readEnd(this.first, part.src, shape.src);
		this.#readEnd(this.second, part.dst, shape.dst);
		return !found.has(part.proto) || this.#isProtocol();
	}

	/** Sets time and, where the table has ends, addresses, ports and protocol. `swapped` puts the second first. */
	setFlow(sink: Sink, writer: EventWriter, shape: Shape, swapped: boolean): void {
		const [src, dst] = swapped ? [this.second, this.first] : [this.first, this.second];
		const { bytes, found } = this;
		if (found.has(part.src) && !src.setAddress(writer.srcIp, bytes)) sink.note(NAMED);
		if (found.has(part.dst) && !dst.setAddress(writer.dstIp, bytes)) sink.note(NAMED);
		this.setProtocol(writer.proto, shape);
		if (found.has(part.type)) return this.#setIcmp(writer);
		if (writer.proto.number === 1 || writer.proto.number === 58) return;
		if (found.has(part.src)) src.setPort(writer.srcPort, bytes);
		if (found.has(part.dst)) dst.setPort(writer.dstPort, bytes);
	}

	/** `ip` stands for every protocol and is none. */
	setProtocol(column: ProtocolColumn, shape: Shape): void {
		column.number = -1;
		if (shape.proto !== null) return column.set(shape.proto);
		if (!this.found.has(part.proto)) return;
		const [start, end] = [this.#protocolStart(), this.found.ends[part.proto]!];
		if (!every.some((word) => equalsBytes(this.bytes, start, end, word)))
			column.read(this.bytes, start, end);
	}

	#readEnd(into: EndPoint, index: number, style: Shape['src']): void {
		const { starts, ends } = this.found;
		if (starts[index]! >= 0) into.read(this.bytes, starts[index]!, ends[index]!, style);
	}

	#setIcmp(writer: EventWriter): void {
		const { bytes, found } = this;
		const type = numberAt(bytes, found.starts[part.type]!, found.ends[part.type]!);
		const code = numberAt(bytes, found.starts[part.code]!, found.ends[part.code]!);
		if (type !== null) writer.srcPort.set(type);
		if (code !== null) writer.dstPort.set(code);
	}

	/** A number is written as `protocol 50`. */
	#protocolStart(): number {
		const { starts, ends } = this.found;
		const [start, end] = [starts[part.proto]!, ends[part.proto]!];
		return startsWith(this.bytes, PROTOCOL, start, end) ? start + PROTOCOL.length : start;
	}

	#isProtocol(): boolean {
		const end = this.found.ends[part.proto]!;
		const start = this.#protocolStart();
		if (end <= start || end - start > LONGEST_PROTOCOL) return false;
		for (let at = start; at < end; at++) if (isWhite(this.bytes[at]!)) return false;
		return true;
	}
}

/** The number that a range begins with, up to 255; null where it begins with none. */
function numberAt(bytes: Uint8Array, start: number, end: number): number | null {
	const digits = /^\d{1,3}(?!\d)/.exec(textOf(bytes, start, Math.min(end, start + 4)))?.[0];
	return digits === undefined || Number(digits) > 255 ? null : Number(digits);
}
