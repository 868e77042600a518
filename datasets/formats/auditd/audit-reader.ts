import { unreadable } from '#lib/unreadable.ts';
import { equalsBytes, textOf } from '#lib/bytes.ts';
import type { Message, MessageReader, RecordReader, Sink } from '../../format.ts';
import { lines } from '../../records/lines/lines.ts';
import { refuse } from '../../records/refuse.ts';
import { emptyMessage, readMessage } from '../../records/lines/syslog-message.ts';
import { AuditEvent } from './audit-event.ts';
import { emptyHeader, readHeader } from './header.ts';
import { AuditLosses } from './losses.ts';

/** Bytes of one event at most: what goes on after them is a record of its own. */
const LONGEST_EVENT = 1 << 20;
/** Events that are remembered to notice that records of one stand apart. */
const REMEMBERED = 64;

/**
 * Reads a log of auditd: lines that follow one another and have node, time and serial in common are one record.
 */
export function auditEvents(sink: Sink): RecordReader {
	const joiner = new Joiner(sink);
	return lines(joiner, {
		line: (bytes, start, end) => joiner.line(bytes, start, end),
		end: () => joiner.end()
	});
}

class Joiner {
	readonly #sink: Sink;
	readonly #event: AuditEvent;
	readonly #message = emptyMessage();
	readonly #header = emptyHeader();
	/** Node, time and serial of the event that is open; empty while none is. */
	#id: Uint8Array = new Uint8Array(0);
	#from = 0;
	#to = 0;
	/** Where the line at hand lies. */
	#offset = 0;
	#length = 0;
	readonly #recent = new Set<string>();
	readonly #losses: AuditLosses;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#event = new AuditEvent(sink);
		this.#losses = new AuditLosses(sink);
	}

	begin(offset: number, length: number): void {
		this.#offset = offset;
		this.#length = length;
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		const message = this.#message;
		const header = this.#header;
		readMessage(message, this.#sink.time, { bytes, start, end });
		if (!readHeader(header, message)) {
			this.finish();
			throw notAudit(message);
		}
		if (!this.#continues()) this.#open();
		this.#event.add(message, header);
		this.#to = this.#offset + this.#length;
	}

	/** Refuses the line at hand, which is of no event. */
	reject(reason: string): void {
		this.#sink.begin(this.#offset, this.#length);
		this.#sink.reject(reason);
		this.#sink.settle();
	}

	/** Lines are no records here: events are settled once they are whole. */
	settle(): void {}

	/** All lines were read. */
	end(): void {
		this.finish();
		this.#losses.end();
	}

	/** Commits the event that is open. */
	finish(): void {
		if (this.#id.length === 0) return;
		this.#id = new Uint8Array(0);
		this.#sink.begin(this.#from, this.#to - this.#from);
		try {
			this.#event.commit();
		} catch (error) {
			refuse(this.#sink, error);
		}
		this.#sink.settle();
		const { sign } = this.#event;
		if (sign !== null) this.#losses.see(sign);
	}

	#continues(): boolean {
		const { nodeStart, idStart, idEnd, nodeEnd } = this.#header;
		const { bytes } = this.#message;
		const node = nodeEnd - nodeStart;
		const id = this.#id;
		if (id.length === 0 || this.#offset + this.#length - this.#from > LONGEST_EVENT) return false;
		return (
			equalsBytes(bytes, nodeStart, nodeEnd, id.subarray(0, node)) &&
			equalsBytes(bytes, idStart, idEnd, id.subarray(node))
		);
	}

	#open(): void {
		this.finish();
		const { nodeStart, nodeEnd, idStart, idEnd } = this.#header;
		const { bytes } = this.#message;
		this.#id = new Uint8Array(nodeEnd - nodeStart + idEnd - idStart);
		this.#id.set(bytes.subarray(nodeStart, nodeEnd));
		this.#id.set(bytes.subarray(idStart, idEnd), nodeEnd - nodeStart);
		this.#from = this.#offset;
		this.#event.begin(this.#message, this.#header);
		this.#remember(textOf(this.#id));
	}

	#remember(id: string): void {
		if (this.#recent.has(id))
			this.#sink.note('records of one event stand apart; each run of them is a row');
		this.#recent.add(id);
		if (this.#recent.size <= REMEMBERED) return;
		const [oldest] = this.#recent;
		this.#recent.delete(oldest!);
	}
}

/** Reads audit records that stand among others' lines: each is a row, for the next may be far. */
export class AuditLine implements MessageReader {
	readonly #event: AuditEvent;
	readonly #header = emptyHeader();

	constructor(sink: Sink) {
		this.#event = new AuditEvent(sink);
	}

	read(message: Message): void {
		if (!readHeader(this.#header, message)) throw notAudit(message);
		this.#event.begin(message, this.#header);
		this.#event.add(message, this.#header);
		this.#event.commit();
	}
}

function notAudit({ bytes, lineStart, end }: Message) {
	return unreadable('no audit record begins here', textOf(bytes, lineStart, end));
}
