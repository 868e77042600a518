import { textOf } from '#lib/bytes.ts';
import type { NativeWriter } from '#tables/native-writer.ts';

const PAYLOAD = 'Payload:';

/** The header of the IP packet, then what follows the protocol: TCP, UDP or ICMP. */
const named =
	/(IPVer|hlen|tos|dlen|ttl|offset|chksum|Seq|Ack|Off|Res|Win|urp|len|Type|Code|ID|flags)=(\d{1,15})/g;
const tcpFlags = /Flags=([*12A-Z]{8})/;

/**
 * Keeps the number of the event, the fields of both headers (those of the first under `ip`, those behind
 * `Protocol:` under `transport`) and the payload as written.
 */
export function keepNative(
	native: NativeWriter,
	eventId: string,
	header: string,
	{ bytes, start, end }: { bytes: Uint8Array; start: number; end: number }
): void {
	const event = textOf(bytes, start, end);
	const [ip, transport] = header.split(/Protocol:/, 2);
	setText(native, ['event'], eventId);
	setNumbers(native, 'ip', ip ?? '');
	setNumbers(native, 'transport', transport ?? '');
	const flags = tcpFlags.exec(transport ?? '');
	if (flags !== null) setText(native, ['transport', 'Flags'], flags[1]!);
	const payload = event.indexOf(PAYLOAD);
	if (payload >= 0) setText(native, ['payload'], event.slice(payload + PAYLOAD.length).trim());
	native.commit();
}

function setNumbers(native: NativeWriter, part: string, text: string): void {
	for (const [, name, digits] of text.matchAll(named)) {
		const column = native.column([part, name!]);
		column.widen('int64');
		column.set(digits!);
	}
}

function setText(native: NativeWriter, path: string[], value: string): void {
	if (value === '') return;
	const column = native.column(path);
	column.widen('text');
	column.set(value);
}
