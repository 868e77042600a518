import type { TimeReader } from '#lib/time-reader.ts';
import type { Message, Sink } from '../../format.ts';
import { noteUntimed, UNTIMED } from '../lines/false-time.ts';
import type { FieldBytes } from './field-bytes.ts';
import { whenOf, type When } from './when.ts';

/** A time that a record may hold. */
export interface OwnTime {
	/** What the source calls it. */
	readonly name: string;
	/** Null where it is there and cannot be read, undefined where it is not. */
	read(): When | null | undefined;
}

/** A time in one cell, in any of the shapes that devices choose between, or those that `also` reads. */
export function timeIn(
	time: TimeReader,
	cell: FieldBytes,
	also: (time: TimeReader, cell: FieldBytes) => When | null = () => null
): OwnTime {
	const read = () => (cell.load() ? (whenOf(time, cell) ?? also(time, cell)) : undefined);
	return { name: cell.name, read };
}

/**
 * Tells when a record is of: by the first of its own times that can be read, else by that of the header in front of it.
 * Where one cannot be read the receipt says so, and what stands in its place; where none can the record has no time.
 */
export class RecordTime {
	readonly #sink: Sink;
	readonly #own: readonly OwnTime[];

	/** @param own in the order of their trust */
	constructor(sink: Sink, own: readonly OwnTime[]) {
		this.#sink = sink;
		this.#own = own;
	}

	/**
	 * @param message the record, with the header in front of it
	 * @throws where the only time is one of the header that is none
	 */
	read(message: Message): When | null {
		let unread: string | null = null;
		for (const own of this.#own) {
			const ts = own.read();
			if (ts !== null && ts !== undefined) return this.#found(ts, unread, 'another of the record');
			if (ts === null) unread ??= own.name;
		}
		if (message.ts !== null) return this.#found(message.ts, unread, 'that of the syslog header');
		const sentence =
			unread === null
				? UNTIMED
				: `the time in ${unread} cannot be read, and the record has no other: a row without a time`;
		noteUntimed(this.#sink, message, sentence);
		return null;
	}

	#found(ts: When, unread: string | null, by: string): When {
		if (unread !== null)
			this.#sink.note(`the time in ${unread} cannot be read; ${by} stands in its place`);
		return ts;
	}
}
