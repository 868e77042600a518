import { bytesOf } from '#lib/bytes.ts';
import { grown } from '#tables/base-column.ts';
import type { Message } from '../../format.ts';
import { emptyMessage, readTag } from '../../records/lines/syslog-message.ts';

const BLANK = bytesOf(' ');
const OPEN = bytesOf('[');
const CLOSE = bytesOf(']');
const COLON = bytesOf(': ');

/** A range of bytes that is copied where it is to be kept. */
interface Part {
	readonly bytes: Uint8Array;
	readonly start: number;
	readonly end: number;
}

/** Builds the line that syslog would have written of a message, part by part from the left. */
export class ComposedLine {
	readonly message: Message = emptyMessage();
	#bytes = new Uint8Array(4096);
	#length = 0;

	/** Begins a line with its time as it is written. */
	begin(time: Part, ts: number | bigint): void {
		this.#length = 0;
		Object.assign(this.message, emptyMessage(), { ts });
		this.#part(time);
		this.#whole(BLANK);
	}

	/** @param host null where it is not told */
	host(host: Part | null): void {
		const { message } = this;
		message.hostStart = message.hostEnd = this.#length;
		if (host !== null) {
			message.hostEnd = this.#part(host);
			this.#whole(BLANK);
		}
		message.rest = this.#length;
		message.programStart = message.programEnd = message.pidStart = message.pidEnd = this.#length;
	}

	program(name: Part): void {
		this.message.programEnd = this.#part(name);
	}

	/** Behind the program. */
	pid(pid: Part): void {
		this.#whole(OPEN);
		this.message.pidStart = this.#length;
		this.message.pidEnd = this.#part(pid);
		this.#whole(CLOSE);
	}

	/** What stood between host and text, as it was; the text has its own blank. */
	tag(tag: Part): void {
		this.#part(tag);
	}

	/** @param isTagged whether a tag stands in front of it, of which program and number are to be read */
	text(text: Part | null, isTagged: boolean): Message {
		const { message } = this;
		if (!isTagged && message.programEnd > message.programStart) this.#whole(COLON);
		message.start = isTagged ? message.rest : this.#length;
		if (text !== null) this.#part(text);
		message.bytes = this.#bytes;
		message.end = this.#length;
		if (isTagged) readTag(message);
		return message;
	}

	#whole(bytes: Uint8Array): void {
		this.#part({ bytes, start: 0, end: bytes.length });
	}

	/** @returns where it ends */
	#part({ bytes, start, end }: Part): number {
		const length = this.#length + end - start;
		if (length > this.#bytes.length) this.#bytes = grown(this.#bytes, length);
		this.#bytes.set(bytes.subarray(start, end), this.#length);
		this.#length = length;
		return length;
	}
}
