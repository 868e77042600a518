import type { BytesPart } from './way-bytes.ts';

/** A line of a head or a trailer. */
export interface HttpField {
	/** As it is written; null for a line without a colon. */
	name: string | null;
	/** Without the white space around it; folded lines are joined by a blank. */
	value: string;
}

/** What says where a body ends. */
export type BodyFraming = 'content-length' | 'chunked' | 'close';

/** The body of a message, without the frames of its chunks. */
export interface HttpBody {
	framing: BodyFraming;
	/** In their order; those without bytes are missing. */
	parts: readonly BytesPart[];
	/** Bytes of it that are there. */
	bytes: number;
	/** Bytes of it of which it is known that they are missing. */
	missing: number;
	/** Whether each of its bytes is there, up to where it says that it ends. */
	isWhole: boolean;
	/** Fields behind the last chunk. */
	trailers: readonly HttpField[];
}

/** A request or an answer. */
export interface HttpMessage {
	way: 0 | 1;
	/** Place of its first byte in all that went this way, and of the one behind its last. */
	start: number;
	end: number;
	/** The packet that its first byte came with. */
	record: number | null;
	/** When that was, in microseconds since 1970 UTC; null where the capture does not say. */
	ts: bigint | null;
	/** `GET / HTTP/1.1` or `HTTP/1.1 200 OK`. */
	line: string;
	fields: readonly HttpField[];
	/** Null where there is none. */
	body: HttpBody | null;
	/** Sentences without a full stop about what is odd or missing. */
	remarks: readonly string[];
}

/** The status that the first line of an answer says. */
export function statusOf({ line }: Pick<HttpMessage, 'line'>): number {
	return Number(line.split(' ')[1]);
}

/** The values of all fields of a name, in their order. */
export function valuesOf(fields: readonly HttpField[], name: string): string[] {
	return fields.filter((field) => field.name?.toLowerCase() === name).map(({ value }) => value);
}

/** The words of a field that lists words, in small letters. */
export function wordsOf(fields: readonly HttpField[], name: string): string[] {
	return valuesOf(fields, name)
		.flatMap((value) => value.toLowerCase().split(','))
		.map((word) => word.trim())
		.filter((word) => word !== '');
}
