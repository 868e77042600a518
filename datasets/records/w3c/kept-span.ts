import type { Sink } from '../../format.ts';

const moment = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)Z?$/;

/**
 * From when to when a W3C extended log says that it was kept: `#Start-Date` and the `#End-Date` behind it, which are
 * UTC. `#Date` is when it was written, and says nothing of how long it went on.
 */
export class KeptSpan {
	readonly #sink: Pick<Sink, 'claim'>;
	#from: bigint | null = null;

	constructor(sink: Pick<Sink, 'claim'>) {
		this.#sink = sink;
	}

	/** Takes a directive, its name in lower case. */
	take(name: string, value: string): void {
		if (name === 'start-date') this.#from = microsOf(value);
		if (name !== 'end-date') return;
		const [from, to] = [this.#from, microsOf(value)];
		this.#from = null;
		if (from === null || to === null) return;
		const by = 'its header says that it was kept';
		this.#sink.claim({ from, to, isLocal: false, records: null, by });
	}
}

/** Microseconds since 1970; null for what is no such time. */
function microsOf(value: string): bigint | null {
	const [, day, clock] = moment.exec(value) ?? [];
	const ms = Date.parse(`${day}T${clock}Z`);
	return Number.isNaN(ms) ? null : BigInt(ms) * 1000n;
}
