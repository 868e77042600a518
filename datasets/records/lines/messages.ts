import { bytesOf } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import { planFrom } from '#lib/settled-years.ts';
import { TimeReader } from '#lib/time-reader.ts';
import { unreadable } from '#lib/unreadable.ts';
import { Zone } from '#lib/zone.ts';
import type {
	Format,
	Head,
	Message,
	MessageFormat,
	MessageReader,
	Recognition,
	RecordReader,
	Sink
} from '../../format.ts';
import { everyLine } from './every-line.ts';
import { falseTime } from './false-time.ts';
import { besideForeign } from './foreign-lines.ts';
import { lines, type LineHandler } from './lines.ts';
import { perHead } from '../per-head.ts';
import { emptyMessage, readMessage } from './syslog-message.ts';
import { fitsMessage } from './fits-message.ts';

/** Cuts a source into lines and hands each over as a message, with or without a syslog header in front. */
export function messages(sink: Sink, reader: MessageReader): RecordReader {
	const Lines = reader.continues === undefined ? MessageLines : LongMessageLines;
	return lines(sink, new Lines(sink.time, reader));
}

/** Methods and not functions made anew for each part of a source: an engine would take these for others each time. */
class MessageLines implements LineHandler {
	protected readonly time: TimeReader;
	protected readonly reader: MessageReader;
	protected readonly message = emptyMessage();

	constructor(time: TimeReader, reader: MessageReader) {
		this.time = time;
		this.reader = reader;
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		readMessage(this.message, this.time, { bytes, start, end });
		try {
			this.reader.read(this.message);
		} catch (cause) {
			throw this.#reason(cause);
		}
	}

	/** Where the header was not read because its time is none, whatever is missed of it is missed for that. */
	#reason(cause: unknown): unknown {
		const time = cause instanceof Failure ? falseTime(this.message) : null;
		return time === null ? cause : unreadable('no such time', time);
	}

	end(): void {
		this.reader.end?.();
	}
}

/** The same where a line without a header may go on with the message before it. */
class LongMessageLines extends MessageLines {
	continues(bytes: Uint8Array, start: number, end: number): boolean {
		if (!this.reader.continues!(bytes, start, end)) return false;
		readMessage(this.message, this.time, { bytes, start, end });
		return this.message.ts === null && this.message.priority < 0;
	}
}

/**
 * Reads a source of one kind of message. A line of another kind behind a header of syslog is read by the format that
 * it fits, or as what a machine logged of itself, wherever it stands.
 * @param formats all formats
 */
export function openMessages(
	sink: Sink,
	format: MessageFormat,
	formats: readonly Format[]
): RecordReader {
	const own = format.open(sink);
	const foreign = formats.find((one) => one.foreign !== undefined);
	if (foreign === undefined) return messages(sink, own);
	return messages(
		sink,
		besideForeign({ format, own }, () => foreign.foreign!(sink, formats))
	);
}

/** Each line of a head as a message. */
export const messagesOf = perHead((head): readonly Message[] => {
	const time = new TimeReader(new Zone('UTC'), planFrom(2000), 0);
	return head.lines.map((line) => {
		const message = emptyMessage();
		const bytes = bytesOf(line);
		readMessage(message, time, { bytes, start: 0, end: bytes.length });
		return message;
	});
});

/**
 * Recognises a source by its messages: sure where all of them fit, and less where others stand between,
 * so that the reader of mixed logs may win.
 */
export function recogniseMessages(
	head: Head,
	format: MessageFormat,
	because: string
): Recognition | null {
	const fitting = messagesOf(head).filter((message) => fitsMessage(format, message)).length;
	if (fitting === 0) return null;
	const share = fitting / head.lines.length;
	return { confidence: share === 1 ? 0.95 : 0.5 + share * 0.2, because };
}

/** A format whose records are one line each: how it is recognised and opened, and that syslog may carry it. */
export function ofMessages(
	format: MessageFormat,
	because: string
): Pick<Format, 'recognise' | 'open' | 'messages' | 'parts'> {
	return {
		recognise: (head) => recogniseMessages(head, format, because),
		open: (sink, formats) => openMessages(sink, format, formats),
		...(format.remembers === true ? {} : { parts: everyLine }),
		messages: format
	};
}
