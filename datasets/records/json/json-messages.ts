import { OPEN_BRACE } from '#lib/ascii.ts';
import { bytesOf, skipWhite, startsWith } from '#lib/bytes.ts';
import type { Message, MessageReader, RecordReader, Sink } from '../../format.ts';
import { jsonRecords } from './json-records.ts';
import { emptyMessage, readMessage } from '../lines/syslog-message.ts';

/** Announces that the rest of a syslog message is one JSON object. */
const cookie = bytesOf('@cee:');

/** Cuts a JSON source into its records, which may be lines behind a syslog header, and hands each over as a message. */
export function jsonMessages(sink: Sink, reader: MessageReader): RecordReader {
	const message = emptyMessage();
	return jsonRecords(sink, {
		line(bytes, start, end) {
			readMessage(message, sink.time, { bytes, start, end });
			reader.read(message);
		},
		end: () => reader.end?.()
	});
}

/** Where the JSON of a message begins, behind `@cee:` where that announces it. */
export function jsonStart({ bytes, start, end }: Message): number {
	const at = skipWhite(bytes, start, end);
	return startsWith(bytes, cookie, at, end) ? skipWhite(bytes, at + cookie.length, end) : at;
}

/** Whether the message looks like one JSON object. */
export function isJsonObject(message: Message): boolean {
	const at = jsonStart(message);
	return at < message.end && message.bytes[at] === OPEN_BRACE;
}
