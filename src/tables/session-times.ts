import type { Float64Column, TimestampColumn } from './column.ts';

/** When the session at hand began, when it ended and how long it took. */
export class SessionTimes {
	/** Sessions that ended before they began. */
	reversed = 0;
	readonly #start: TimestampColumn;
	readonly #end: TimestampColumn;
	readonly #duration: Float64Column;

	constructor(start: TimestampColumn, end: TimestampColumn, duration: Float64Column) {
		this.#start = start;
		this.#end = end;
		this.#duration = duration;
	}

	/**
	 * Takes end and duration back where the session ends before it begins: a clock that was set, or an exporter that
	 * reckons wrong, and which of the two times is the right one is not known.
	 */
	settle(row: number): void {
		const [start, end, duration] = [this.#start, this.#end, this.#duration];
		const endsFirst = start.isSet && end.isSet && end.valueAt(row) < start.valueAt(row);
		const isNegative = duration.isSet && duration.valueAt(row) < 0;
		if (!endsFirst && !isNegative) return;
		end.drop();
		duration.drop();
		this.reversed++;
	}
}
