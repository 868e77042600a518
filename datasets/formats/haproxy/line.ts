import { CLOSE_BRACKET } from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import type { NativeWriter } from '#tables/native-writer.ts';
import { bytesOf, indexOfByte, textOf, wordEnd } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { putEndpoint } from '../../rows/endpoint.ts';
import { HostMessage } from '../../rows/host/host-message.ts';
import { lineUnreadable } from '../../records/lines/unreadable-line.ts';
import { SessionSpan } from '../../rows/sessions/span.ts';
import type { When } from '../../records/fields/when.ts';
import { RecordTime } from '../../records/fields/record-time.ts';
import { noteUntimed, UNTIMED } from '../../records/lines/false-time.ts';
import { ClfFields, keepClf } from './clf.ts';
import { HaproxyFields, lastPart, tcp } from './fields.ts';
import { keepNative } from './native.ts';
import { countAt, numberAt } from './numbers.ts';
import { CONNECT_LENGTH, dateOpen, isConnect, isState, textStart } from './shape.ts';
import { WebRow } from './web-row.ts';

const TO = bytesOf('to');
const HTTP_MODE = '/HTTP)';

/** Reads one line of HAProxy. */
export class HaproxyLine implements MessageReader {
	readonly #sink: Sink;
	readonly #keepNative;
	readonly #keepClf;
	readonly #fields = new HaproxyFields();
	readonly #clf = new ClfFields();
	readonly #host: HostMessage;
	readonly #web: WebRow;
	readonly #session: SessionRow;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepNative = sink.beside(keepNative);
		this.#keepClf = sink.beside(keepClf);
		this.#host = new HostMessage(sink);
		this.#web = new WebRow(sink);
		this.#session = new SessionRow(sink);
	}

	read(message: Message): void {
		const { bytes, end } = message;
		const start = textStart(message);
		const open = dateOpen(bytes, start, end);
		if (open >= 0) return this.#readDated(message, start, open);
		if (this.#clf.read(bytes, start, end)) return this.#readClf(message);
		if (isConnect(bytes, start, end)) return this.#session.readConnect(message, start);
		if (message.programEnd === message.programStart && !isState(bytes, start, end))
			throw lineUnreadable('not a line of HAProxy', message);
		if (message.ts === null) noteUntimed(this.#sink, message, UNTIMED);
		this.#host.set(message);
		this.#setProduct();
		this.#host.writer.commit();
		this.#host.keepNative(message);
	}

	/** A line without a tag names no program. */
	#setProduct(): void {
		const product = this.#host.writer.text('product');
		if (!product.isSet) product.set('haproxy');
	}

	#readDated(message: Message, start: number, open: number): void {
		const { bytes, end } = message;
		const close = indexOfByte(bytes, CLOSE_BRACKET, open, end);
		const ts = this.#sink.time.commonLog(bytes, open + 1, close);
		if (ts === null) throw lineUnreadable('no such time', message);
		const kind = this.#fields.read(bytes, close + 1, end);
		const client = { start, end: open - 1 };
		if (kind === null) throw lineUnreadable('the line is cut', message);
		if (kind === 'failure') return this.#readFailure(message, client, ts);
		const row = kind === 'http' ? this.#web : this.#session;
		row.read(this.#fields, message, ts);
		putClient(row.writer, bytes, client);
		row.writer.commit();
		this.#keepNative(this.#fields, kind, end);
	}

	#readClf(message: Message): void {
		const { timeStart, timeEnd } = this.#clf;
		const ts = this.#sink.time.commonLog(message.bytes, timeStart, timeEnd);
		if (ts === null) throw lineUnreadable('no such time', message);
		this.#web.readClf(this.#clf, message, ts);
		this.#web.writer.commit();
		this.#keepClf(this.#clf, message.end);
	}

	/** A connection that came to nothing: `frontend/bind: what went wrong`. */
	#readFailure(message: Message, client: Range, ts: When): void {
		const { writer } = this.#host;
		const text = wordEnd(message.bytes, client.end + 1, message.end) + 1;
		this.#host.set(message);
		writer.ts.set(ts);
		this.#setProduct();
		writer.text('message').setBytes(message.bytes, text, message.end);
		putClient(writer, message.bytes, client);
		writer.commit();
		this.#host.keepNative(message);
	}
}

interface Range {
	start: number;
	end: number;
}

function putClient(writer: EventWriter, bytes: Uint8Array, { start, end }: Range): void {
	putEndpoint({ ip: writer.srcIp, port: writer.srcPort }, bytes, start, end);
}

/** A connection, as the TCP log has it, and the line that only says that there was one. */
class SessionRow {
	readonly writer: EventWriter;
	readonly #keepText;
	readonly #time: RecordTime;
	readonly #span: SessionSpan;
	readonly #bytes;
	readonly #answered;
	readonly #service;

	constructor(sink: Sink) {
		this.#keepText = sink.beside(keepText);
		this.#time = new RecordTime(sink, []);
		this.writer = sink.table('sessions');
		this.#span = new SessionSpan(this.writer);
		this.#bytes = this.writer.int64('dst_bytes');
		this.#answered = this.writer.boolean('answered');
		this.#service = this.writer.text('service');
	}

	read(fields: HaproxyFields, message: Message, ts: When): void {
		const { bytes, starts, ends } = fields;
		const timer = lastPart(bytes, starts[tcp.timers]!, ends[tcp.timers]!);
		const total = countAt(bytes, timer, ends[tcp.timers]!);
		const size = numberAt(fields, tcp.bytes, message);
		if (total === null) throw lineUnreadable('timers not readable', message);
		this.#span.set(ts, null, total < 0 ? null : total / 1000);
		this.writer.proto.set('tcp');
		if (size >= 0) this.#bytes.set(size);
		if (size > 0) this.#answered.set(true);
	}

	/** `Connect from client to server (frontend/mode)`. */
	readConnect(message: Message, start: number): void {
		const { bytes, end } = message;
		const { writer } = this;
		const ts = this.#time.read(message);
		const client = start + CONNECT_LENGTH;
		const clientEnd = wordEnd(bytes, client, end);
		const server = clientEnd + TO.length + 2;
		const serverEnd = wordEnd(bytes, server, end);
		if (ts !== null) writer.ts.set(ts);
		writer.proto.set('tcp');
		putClient(writer, bytes, { start: client, end: clientEnd });
		const read = putEndpoint({ ip: writer.dstIp, port: writer.dstPort }, bytes, server, serverEnd);
		if (!read) throw lineUnreadable('the line is cut', message);
		if (textOf(bytes, Math.max(serverEnd, end - HTTP_MODE.length), end) === HTTP_MODE)
			this.#service.set('http');
		writer.commit();
		this.#keepText(message, start);
	}
}

function keepText(native: NativeWriter, { bytes, end }: Message, start: number): void {
	native.keep('message', bytes, start, end);
	native.commit();
}
