import type { Sink } from '../../format.ts';
import { SequenceGaps } from '../../rows/host/sequence-gaps.ts';

/** An event, as a place in the log of its channel. */
export interface ChannelEvent {
	/** Of one channel of one machine. */
	channel: string;
	/** What the channel has counted up to it; null where it is not told. */
	number: string | null;
	/** Microseconds since 1970 UTC. */
	ts: bigint;
	/** Whether it says that the log was cleared before it. */
	isClear: boolean;
}

interface Clear {
	channel: string;
	ts: bigint;
	/** The last event before that is here after all, as a collector has it; null where there is none. */
	before: bigint | null;
}

const MOST_CLEARS = 100;
const MOST_CHANNELS = 1000;

/**
 * Tells what a log of Windows has not: events between whose numbers there are others, and what was in a channel before
 * it was cleared (1102 of Security, 104 of the others), as far as nobody had taken a copy before.
 */
export class ChannelLosses {
	readonly #sink: Sink;
	readonly #numbers: SequenceGaps;
	readonly #clears: Clear[] = [];
	/** When the last event of each channel was. */
	readonly #last = new Map<string, bigint>();

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#numbers = new SequenceGaps(sink, 'events of a channel');
	}

	see({ channel, number, ts, isClear }: ChannelEvent): void {
		if (number !== null) this.#numbers.see(channel, number, ts);
		for (const clear of this.#clears)
			if (clear.channel === channel && ts < clear.ts && ts > (clear.before ?? -1n))
				clear.before = ts;
		const last = this.#last.get(channel) ?? null;
		const before = last !== null && last < ts ? last : null;
		if (isClear && this.#clears.length < MOST_CLEARS) this.#clears.push({ channel, ts, before });
		if (last !== null || this.#last.size < MOST_CHANNELS) this.#last.set(channel, ts);
	}

	/** All events were seen. */
	end(): void {
		this.#numbers.end();
		for (const { ts, before } of this.#clears) {
			this.#sink.note('a log of Windows was cleared: what it had before counts as not covered');
			const span = { from: before ?? 0n, to: ts + 1n };
			this.#sink.tell({ table: null, speaker: null, ...span, isLost: true });
		}
		this.#clears.length = 0;
	}
}
