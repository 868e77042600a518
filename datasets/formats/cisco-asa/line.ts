import { COLON } from '#lib/ascii.ts';
import { isBlank, trimEnd } from '#lib/bytes.ts';
import { noteUntimed } from '../../records/lines/false-time.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { emptyMessage, readMessage } from '../../records/lines/syslog-message.ts';
import { unfitRange } from '../../rows/firewall/firewall-columns.ts';
import { AsaHostRow } from './host-row.ts';
import { keepNative } from './native.ts';
import { AsaRecord } from './record.ts';
import { AsaFirewallRow, SessionRow } from './rows.ts';
import { about, shapes, type Shape } from './shapes.ts';
import { MessageTag } from './tag.ts';

const scratch = new MessageTag();

/** Whether a line has the tag of ASA, FTD or PIX. */
export function fits(message: Message): boolean {
	return scratch.read(message);
}

/** Reads one message. */
export class AsaLine implements MessageReader {
	readonly #sink: Sink;
	readonly #keepNative;
	readonly #record = new AsaRecord();
	/** What stands behind a first header may be a second one, of the device itself. */
	readonly #inner = emptyMessage();
	readonly #host: AsaHostRow;
	readonly #firewall: AsaFirewallRow;
	readonly #sessions: SessionRow;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepNative = sink.beside(keepNative);
		this.#host = new AsaHostRow(sink);
		this.#firewall = new AsaFirewallRow(sink);
		this.#sessions = new SessionRow(sink);
	}

	read(message: Message): void {
		const { bytes, lineStart, start, end } = message;
		const record = this.#record;
		if (!record.tag.read(message))
			throw unfitRange('not a message of ASA, FTD or PIX', bytes, lineStart, end);
		record.bytes = bytes;
		record.end = Math.max(record.tag.text, trimEnd(bytes, start, end));
		this.#readHeader(message);
		const shape = shapes.get(record.tag.id) ?? about;
		const matched = record.match(shape);
		if (shape !== about && !matched)
			this.#sink.note(
				`a message ${record.tag.id} is worded otherwise; its text is kept as of any other`
			);
		if (matched) this.#write(shape);
		else this.#host.write(record, null);
		if (matched && shape.table === 'sessions') keepNative(this.#sink.native, record, matched);
		else this.#keepNative(record, matched);
	}

	#write(shape: Shape): void {
		if (shape.table === 'firewall') this.#firewall.write(this.#record, shape);
		else if (shape.table === 'sessions') this.#sessions.write(this.#record, shape);
		else this.#host.write(this.#record, shape);
	}

	/** Time and device; those that stand nearest to the message are the device's own. */
	#readHeader(message: Message): void {
		const { bytes, start } = message;
		const record = this.#record;
		record.ts = message.ts;
		this.#setDevice(message);
		if (record.tag.start > start && !isEmpty(bytes, start, record.tag.start))
			this.#readInner(message);
		if (record.ts === null)
			noteUntimed(this.#sink, message, 'a line without a time is a row without one');
	}

	#readInner({ bytes, start, end }: Message): void {
		const inner = this.#inner;
		readMessage(inner, this.#sink.time, { bytes, start, end });
		if (inner.ts !== null) {
			this.#record.ts = inner.ts;
			if (inner.hostEnd > inner.hostStart || inner.programEnd > inner.programStart)
				this.#setDevice(inner);
		} else if (this.#record.ts === null) {
			throw unfitRange('no such time', bytes, start, this.#record.tag.start);
		}
	}

	/** Where no host is named, the word before the colon is the name of the device. */
	#setDevice({ hostStart, hostEnd, programStart, programEnd }: Message): void {
		const record = this.#record;
		const named = hostEnd > hostStart;
		const [start, end] = named ? [hostStart, hostEnd] : [programStart, programEnd];
		record.deviceStart = start;
		record.deviceEnd = start < record.tag.start ? end : start;
	}
}

/** Whether nothing but blanks and colons stands in a range. */
function isEmpty(bytes: Uint8Array, start: number, end: number): boolean {
	let stop = end;
	while (stop > start && (bytes[stop - 1] === COLON || isBlank(bytes, stop - 1, stop))) stop--;
	return stop === start;
}
