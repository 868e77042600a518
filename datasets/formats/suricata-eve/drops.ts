import { textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { wholeOf } from '../../records/fields/numbers.ts';
import type { JsonCell, JsonRecord } from '../../records/json/json-record.ts';

const SECOND = 1_000_000n;

/** The last `stats` record of a sensor. */
interface Counted {
	ts: bigint;
	drops: bigint;
}

/**
 * Tells of what the `stats` records of a sensor say that it did not see: its capture counts, since its start, the packets
 * that the kernel dropped, so where they have become more since the record before, some are missing in between.
 */
export class DropTeller {
	readonly #sink: Sink;
	readonly #cells: Record<'timestamp' | 'host' | 'drops' | 'uptime', JsonCell>;
	readonly #last = new Map<string | null, Counted>();

	constructor(sink: Sink, record: JsonRecord) {
		this.#sink = sink;
		this.#cells = {
			timestamp: record.at('timestamp'),
			host: record.at('host'),
			drops: record.at('stats.capture.kernel_drops'),
			uptime: record.at('stats.uptime')
		};
	}

	/** Reads the record at hand, if it counts. */
	read(): void {
		const { timestamp, host, drops } = this.#cells;
		const count = wholeIn(drops);
		if (count === null || !timestamp.load()) return;
		const time = this.#sink.time.iso(timestamp.bytes, timestamp.start, timestamp.end);
		if (time === null) return;
		const sensor = host.load() ? textOf(host.bytes, host.start, host.end) : null;
		this.#compare(sensor, { ts: BigInt(time), drops: count });
		this.#last.set(sensor, { ts: BigInt(time), drops: count });
	}

	/** A counter that has become less was begun anew, with the sensor. */
	#compare(sensor: string | null, { ts, drops }: Counted): void {
		const before = this.#last.get(sensor);
		// What was counted before a part of the source is not known in it.
		if (drops > 0n) this.#sink.turn();
		const isOn = before !== undefined && before.drops <= drops && before.ts <= ts;
		if (drops === (isOn ? before.drops : 0n)) return;
		const started = ts - (wholeIn(this.#cells.uptime) ?? 0n) * SECOND;
		const from = isOn ? before.ts : started;
		this.#sink.note(
			'its statistics say that the kernel dropped packets: that time counts as not covered'
		);
		this.#sink.tell({ table: null, speaker: sensor, from, to: ts + 1n, isLost: true });
	}
}

/** Null for what is no whole number of at least 0. */
function wholeIn(cell: JsonCell): bigint | null {
	const value = cell.load() ? wholeOf(cell) : null;
	return value === null || value < 0 ? null : BigInt(value);
}
