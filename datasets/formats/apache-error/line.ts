import { OPEN_BRACKET } from '#lib/ascii.ts';
import type { NativeWriter } from '#tables/native-writer.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { putEndpoint } from '../../rows/endpoint.ts';
import { setField } from '../../records/lines/quoted.ts';
import { lineUnreadable } from '../../records/lines/unreadable-line.ts';
import { ServerLog } from '../../rows/host/server-log.ts';
import { Objects } from './objects.ts';
import { ErrorParts } from './parts.ts';
import { errorTime } from './time.ts';

/** Reads one line of the error log. */
export class ApacheErrorLine implements MessageReader {
	readonly #sink: Sink;
	readonly #keepParts;
	readonly #keepText;
	readonly #row: ServerLog;
	readonly #parts = new ErrorParts();
	readonly #objects = new Objects();

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepParts = sink.beside(keepParts);
		this.#keepText = sink.beside(keepText);
		this.#row = new ServerLog(sink, 'apache');
	}

	read(message: Message): void {
		const { bytes, start, end } = message;
		if (isOutput(message)) return this.#keepOutput(message);
		if (!this.#parts.read(bytes, start, end))
			throw lineUnreadable('not a line of the error log of Apache', message);
		this.#setTime(message);
		this.#setHeader(message);
		this.#setText(bytes, end);
		this.#row.writer.commit();
		this.#keepParts(this.#parts, bytes, end);
	}

	#keepOutput(message: Message): void {
		const { bytes, start, end } = message;
		this.#sink.note(
			'a line that does not begin with a bracket is what a program wrote there past Apache’s log: a row without a time'
		);
		this.#row.setMachine(message, false);
		this.#row.columns.message.setBytes(bytes, start, end);
		this.#row.writer.commit();
		this.#keepText(bytes, start, end);
	}

	#setTime(message: Message): void {
		const { timeStart, timeEnd } = this.#parts;
		const own = timeEnd > timeStart;
		const ts = own ? errorTime(this.#sink.time, message.bytes, timeStart, timeEnd) : message.ts;
		if (ts === null) throw lineUnreadable(own ? 'no such time' : 'the line has no time', message);
		this.#row.writer.ts.set(ts);
	}

	#setHeader(message: Message): void {
		const { bytes } = message;
		const { moduleStart, moduleEnd, levelStart, levelEnd, clientStart, clientEnd } = this.#parts;
		const { pidStart, pidEnd } = this.#parts;
		this.#row.setOrigin(message, true);
		setField(this.#row.columns.category, bytes, moduleStart, moduleEnd);
		this.#row.setLevel(bytes, levelStart, levelEnd);
		const { srcIp, srcPort } = this.#row.writer;
		// Before 2.4, which has a module or a process in front, no port was written: what is an address is all of it.
		const bare = moduleEnd === moduleStart && pidEnd === pidStart;
		if (bare && srcIp.read(bytes, clientStart, clientEnd)) return;
		putEndpoint({ ip: srcIp, port: srcPort }, bytes, clientStart, clientEnd);
	}

	#setText(bytes: Uint8Array, end: number): void {
		const { codeStart, codeEnd, textStart, innerStart } = this.#parts;
		const { eventId, message, user, path } = this.#row.columns;
		const objects = this.#objects;
		setField(eventId, bytes, codeStart, codeEnd);
		if (end > textStart) message.setBytes(bytes, textStart, end);
		this.#row.modSecurity.read(bytes, innerStart, end);
		objects.read(bytes, innerStart, end);
		setField(user, bytes, objects.userStart, objects.userEnd);
		setField(path, bytes, objects.pathStart, objects.pathEnd);
	}
}

function keepParts(native: NativeWriter, parts: ErrorParts, bytes: Uint8Array, end: number): void {
	native.keep('module', bytes, parts.moduleStart, parts.moduleEnd);
	native.keep('level', bytes, parts.levelStart, parts.levelEnd);
	native.keep('pid', bytes, parts.pidStart, parts.pidEnd);
	native.keep('client', bytes, parts.clientStart, parts.clientEnd);
	native.keep('code', bytes, parts.codeStart, parts.codeEnd);
	native.keep('message', bytes, parts.textStart, end);
	native.commit();
}

function keepText(native: NativeWriter, bytes: Uint8Array, start: number, end: number): void {
	native.keep('message', bytes, start, end);
	native.commit();
}

/**
 * Whether a line is none that Apache logged: scripts write to the same file as they please, and Apache itself before
 * its log is open. A text of Apache's own never goes on in such a line, for it escapes line ends.
 */
function isOutput({ bytes, start, ts, priority }: Message): boolean {
	return ts === null && priority < 0 && bytes[start] !== OPEN_BRACKET;
}
