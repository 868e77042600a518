import { uint16, uint32 } from '#lib/binary.ts';
import { tcpFlagsText } from '#lib/tcp-flags.ts';
import type { PacketColumns } from './columns.ts';
import { setPayload, type Segment } from './segment.ts';

const HEADER = 20;
/** Until its flags are there, a header says little. */
const SHORTEST = 14;
const SYN = 0x02;
const ACK = 0x10;

const END_OF_OPTIONS = 0;
const NO_OPERATION = 1;
const MAXIMUM_SEGMENT = 2;
const WINDOW_SCALE = 3;
const SELECTIVE_ACK = 4;

/**
 * Sets what a TCP header says beyond its ports, as far as it was captured.
 *
 * | byte | field |
 * | --- | --- |
 * | 4, 8 | sequence and acknowledgement numbers; the latter says something only where ACK is set |
 * | 12 | header length in words of 4 bytes, reserved bits, flags |
 * | 14 | window |
 */
export function readTcp(segment: Segment, columns: PacketColumns): void {
	const { packet, at, end } = segment;
	const { facts } = columns;
	const { bytes } = packet;
	const there = end - at;
	if (there >= 8) columns.seq.set(uint32(bytes, at + 4));
	if (there < SHORTEST) return facts.word('cut within the TCP header');
	const header = (bytes[at + 12]! >> 4) * 4;
	const flags = uint16(bytes, at + 12) & 0x1ff;
	const flagsText = tcpFlagsText(flags);
	if (flags !== 0) columns.tcpFlags.set(flagsText);
	facts.word(flags === 0 ? 'no flags' : flagsText);
	facts.field('seq', uint32(bytes, at + 4));
	if ((flags & ACK) !== 0) {
		columns.ack.set(uint32(bytes, at + 8));
		facts.field('ack', uint32(bytes, at + 8));
	}
	if (there >= 16) {
		columns.tcpWindow.set(uint16(bytes, at + 14));
		facts.field('win', uint16(bytes, at + 14));
	}
	const possible = header >= HEADER;
	const payload = possible ? setPayload(segment, header, columns) : null;
	if (payload !== null && payload > 0) facts.field('len', payload);
	if ((flags & SYN) !== 0 && possible)
		facts.word(options(bytes, at + HEADER, Math.min(at + header, end)));
	if (payload === null) facts.word(`TCP header length ${header} is not possible`);
}

/** What a SYN offers; malformed options end the list. */
function options(bytes: Uint8Array, start: number, end: number): string {
	const offers: string[] = [];
	for (let at = start; at < end && bytes[at] !== END_OF_OPTIONS;) {
		const kind = bytes[at]!;
		if (kind === NO_OPERATION) {
			at++;
			continue;
		}
		const length = at + 1 < end ? bytes[at + 1]! : 0;
		if (length < 2 || at + length > end) break;
		if (kind === MAXIMUM_SEGMENT && length === 4) offers.push(`mss=${uint16(bytes, at + 2)}`);
		if (kind === WINDOW_SCALE && length === 3) offers.push(`scale=${bytes[at + 2]}`);
		if (kind === SELECTIVE_ACK && length === 2) offers.push('sack');
		at += length;
	}
	return offers.join(' ');
}
