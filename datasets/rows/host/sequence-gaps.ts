import type { Sink } from '../../format.ts';

/** Numbers that nobody has, between the records next to them. */
interface Gap {
	from: bigint;
	to: bigint;
	since: bigint;
	until: bigint;
}

interface Place {
	number: bigint;
	ts: bigint;
}

/** What was seen of it, from the lowest number to the highest. */
interface Sequence {
	low: Place;
	high: Place;
	gaps: Gap[];
}

/** Microseconds: events of one moment may have their times the other way round than their numbers. */
const AT_ONCE = 1_000_000n;
/** Sequences that are followed in one source; a hostile log may name ever new ones. */
const MOST_SEQUENCES = 1000;
/** Gaps that a record which comes late may still fill. */
const MOST_OPEN = 64;
const whole = /^\d{1,20}$/;

/**
 * Tells of records that are missing by the numbers that their machine gave them: each is one more than that before it,
 * so of the time between two neighbours, between whose numbers there are others, some are not here. Records may come
 * latest first, or a little late, or twice; a lower number of a later time begins the sequence anew, as a reboot does.
 */
export class SequenceGaps {
	readonly #sink: Sink;
	readonly #what: string;
	readonly #sequences = new Map<string, Sequence>();
	/** What is to be told next. */
	#last: Pick<Gap, 'since' | 'until'> | null = null;

	/** @param what is counted, as `events of a channel` */
	constructor(sink: Sink, what: string) {
		this.#sink = sink;
		this.#what = what;
	}

	/**
	 * @param name of the sequence
	 * @param written the number as the record has it; one that is none says nothing
	 */
	see(name: string, written: string, ts: bigint): void {
		if (!whole.test(written)) return;
		const number = BigInt(written);
		const place = { number, ts };
		const sequence = this.#sequences.get(name);
		if (sequence === undefined) {
			if (this.#sequences.size < MOST_SEQUENCES)
				this.#sequences.set(name, { low: place, high: place, gaps: [] });
			return;
		}
		const { low, high, gaps } = sequence;
		if (fills(gaps, place)) return;
		const isAbove = number > high.number;
		if (isAbove ? ts + AT_ONCE < high.ts : ts > high.ts + AT_ONCE) {
			sequence.low = sequence.high = place;
		} else if (isAbove) {
			this.#open(gaps, high, place);
			sequence.high = place;
		} else if (number < low.number) {
			this.#open(gaps, place, low);
			sequence.low = place;
		}
	}

	#open(gaps: Gap[], below: Place, above: Place): void {
		if (above.number - below.number < 2n) return;
		const [since, until] = below.ts < above.ts ? [below.ts, above.ts] : [above.ts, below.ts];
		gaps.push({ from: below.number + 1n, to: above.number - 1n, since, until });
		if (gaps.length > MOST_OPEN) this.#tell(gaps.shift()!);
	}

	/** All records were seen. */
	end(): void {
		for (const { gaps } of this.#sequences.values()) for (const gap of gaps) this.#tell(gap);
		this.#tellLast();
		this.#sequences.clear();
	}

	/** Gaps that touch are told as one: of a selection of a log there is one between any two records. */
	#tell({ since, until }: Gap): void {
		const last = this.#last;
		if (last !== null && since <= last.until + 1n && until + 1n >= last.since) {
			if (since < last.since) last.since = since;
			if (until > last.until) last.until = until;
			return;
		}
		this.#tellLast();
		this.#last = { since, until };
	}

	#tellLast(): void {
		if (this.#last === null) return;
		const { since, until } = this.#last;
		this.#sink.note(
			`numbers of ${this.#what} are missing: the time between their neighbours counts as not covered`
		);
		this.#sink.tell({ table: null, speaker: null, from: since, to: until + 1n, isLost: true });
		this.#last = null;
	}
}

/** Takes a number that comes late out of the gap that it fills; false where there is none. */
function fills(gaps: Gap[], { number, ts }: Place): boolean {
	const at = gaps.findIndex(({ from, to }) => from <= number && number <= to);
	if (at < 0) return false;
	const { from, to, since, until } = gaps[at]!;
	const within = ts < since ? since : ts > until ? until : ts;
	const rest = [
		{ from, to: number - 1n, since, until: within },
		{ from: number + 1n, to, since: within, until }
	];
	gaps.splice(at, 1, ...rest.filter((gap) => gap.from <= gap.to));
	return true;
}
