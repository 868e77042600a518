import { framingOf, readBody, type Framing, type ReadBody } from './body.ts';
import { beginsAs, MOST_LINE, readHead, skipEmptyLines, type HttpRole } from './head.ts';
import type { HttpMessage } from './message.ts';
import type { WayBytes } from './way-bytes.ts';

/** What one end sent that is in no message, and why. */
export interface HttpRest {
	way: 0 | 1;
	start: number;
	length: number;
	/** Bytes of it that are missing. */
	missing: number;
	/** The packet of its first byte; null where that is missing. */
	record: number | null;
	reason: string;
}

/** The messages of one way, one after another. */
export class HttpReader {
	readonly rests: HttpRest[] = [];
	/** Whether something that could be messages was left out: what comes is then not known to be the next one. */
	hasLost = false;
	readonly #way: 0 | 1;
	readonly #role: HttpRole;
	readonly #from: WayBytes;
	#reason: string | null = null;
	#isBehindLoss = false;

	constructor(way: 0 | 1, role: HttpRole, from: WayBytes) {
		this.#way = way;
		this.#role = role;
		this.#from = from;
	}

	/** Goes to the beginning of the next message; false where there is none. */
	seek(): boolean {
		skipEmptyLines(this.#from);
		while (!this.#from.isAtEnd && !this.#isWholeHead()) {
			const start = this.#from.at;
			const reason = this.#reason ?? this.#noHead();
			const goesOn = this.#from.skipTo((bytes) => beginsAs(this.#role, bytes));
			if (!goesOn) this.#from.at = this.#from.end;
			this.#leaveOut(start, reason);
			this.#reason = null;
			this.hasLost = true;
			this.#isBehindLoss = goesOn;
		}
		return !this.#from.isAtEnd;
	}

	/** Whether what was sought came before another message. */
	isBefore({ record }: HttpMessage): boolean {
		return (this.#from.segmentAt(this.#from.at)?.record ?? 0) < (record ?? 0);
	}

	/** The message that was sought. @param method of the request that is answered; null where that is not known */
	read(method: string | null): HttpMessage {
		const from = this.#from;
		const start = from.at;
		const { record = null, ts = null } = from.segmentAt(start) ?? {};
		const head = readHead(from, this.#role)!;
		const framing = framingOf(head, this.#role, method);
		const read = readBody(from, framing);
		if (framing.by === 'unknown') this.#reason = 'it is not known where the message before it ends';
		else if (read?.isLost) this.#reason = 'the frame of a chunk is not there';
		const remarks = [...this.#remarkOnLoss(), ...framing.remarks, ...remarksOf(framing, read)];
		const body = read?.body ?? null;
		return { way: this.#way, start, end: from.at, record, ts, ...head, body, remarks };
	}

	/** All that is left is of another protocol. */
	end(reason: string): void {
		const start = this.#from.at;
		this.#from.at = this.#from.end;
		this.#leaveOut(start, reason);
	}

	#isWholeHead(): boolean {
		const { at } = this.#from;
		const isWhole = readHead(this.#from, this.#role) !== null;
		this.#from.at = at;
		return isWhole;
	}

	#remarkOnLoss(): string[] {
		if (!this.#isBehindLoss) return [];
		this.#isBehindLoss = false;
		return ['a packet begins with it, so it is taken for a message: what stands before is in none'];
	}

	#noHead(): string {
		if (this.#from.missingHere > 0) return 'the head of its message is missing';
		if (beginsAs(this.#role, this.#from.ahead(MOST_LINE)))
			return 'the head of a message has no end here';
		return 'no message of HTTP/1 begins here';
	}

	#leaveOut(start: number, reason: string): void {
		const end = this.#from.at;
		if (end === start) return;
		this.#from.at = start;
		const parts = this.#from.take(end - start);
		const missing = parts.reduce((sum, { length, bytes }) => sum + (bytes ? 0 : length), 0);
		const record = this.#from.segmentAt(start)?.record ?? null;
		this.rests.push({ way: this.#way, start, length: end - start, missing, record, reason });
	}
}

function remarksOf({ by, length }: Framing, read: ReadBody | null): string[] {
	if (read === null) return [];
	const { missing, bytes } = read.body;
	if (by === 'content-length' && missing > 0) return [`${bytes} of the ${length} bytes of its body are there`]; // prettier-ignore
	if (read.isLost) return ['its body has no end: the frame of its next chunk is not there'];
	if (missing > 0) return [`${missing} bytes of its body are missing`];
	return [];
}
