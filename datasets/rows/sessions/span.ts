import type { EventWriter } from '#tables/event-writer.ts';
import { MICROS_PER_SECOND } from '#lib/time.ts';

/** Sets when a session began and ended, and how long it took, from two of the three. */
export class SessionSpan {
	readonly #sessions: EventWriter;
	readonly #end;
	readonly #duration;

	constructor(sessions: EventWriter) {
		this.#sessions = sessions;
		this.#end = sessions.timestamp('end_ts');
		this.#duration = sessions.float64('duration');
	}

	/**
	 * @param start and `end` in microseconds since 1970
	 * @param seconds as the record says; where it is null, what lies between start and end
	 */
	set(start: number | bigint, end: number | bigint | null, seconds: number | null): void {
		this.#sessions.ts.set(start);
		if (end !== null) this.#end.set(end);
		if (seconds !== null) this.#duration.set(seconds);
		if (end !== null && seconds === null)
			this.#duration.set(Number(BigInt(end) - BigInt(start)) / MICROS_PER_SECOND);
		if (end === null && seconds !== null) this.#setEnd(start, seconds);
	}

	#setEnd(start: number | bigint, seconds: number): void {
		const micros = Math.round(seconds * MICROS_PER_SECOND);
		if (!Number.isSafeInteger(micros)) return;
		const end = BigInt(start) + BigInt(micros);
		if (BigInt.asIntN(64, end) === end) this.#end.set(end);
	}
}
