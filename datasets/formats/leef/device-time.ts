import { bytesOf, textOf } from '#lib/bytes.ts';
import { datePattern, type DatePattern } from '#lib/date-pattern.ts';
import type { Sink } from '../../format.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import type { OwnTime } from '../../records/fields/record-time.ts';
import { whenOf, type When } from '../../records/fields/when.ts';

/** Characters of a pattern, and of a time. */
const LONGEST = 64;
/** Patterns that are remembered. */
const MOST_PATTERNS = 64;

/** The time of a device, by the pattern (`devTimeFormat`) where its event names one. */
export class DeviceTime implements OwnTime {
	readonly name = 'devTime';
	readonly #sink: Sink;
	readonly #time: FieldBytes;
	readonly #format: FieldBytes;
	readonly #patterns = new Map<string, DatePattern | null>();

	constructor(sink: Sink, cell: (name: string) => FieldBytes) {
		this.#sink = sink;
		this.#time = cell('devTime');
		this.#format = cell('devTimeFormat');
	}

	read(): When | null | undefined {
		const pattern = this.#format.load() ? this.#patternOf(shortText(this.#format)) : undefined;
		if (!this.#time.load()) return undefined;
		if (pattern === undefined) return whenOf(this.#sink.time, this.#time);
		const time = pattern?.read(shortText(this.#time)) ?? null;
		const bytes = bytesOf(time ?? '');
		return (
			this.#sink.time.iso(bytes, 0, bytes.length) ?? this.#sink.time.syslog(bytes, 0, bytes.length)
		);
	}

	#patternOf(text: string): DatePattern | null {
		let pattern = this.#patterns.get(text);
		if (pattern === undefined) {
			if (this.#patterns.size >= MOST_PATTERNS) this.#patterns.clear();
			pattern = text.length > LONGEST ? null : datePattern(text);
			this.#patterns.set(text, pattern);
		}
		return pattern;
	}
}

/** The text of a value, or so much of it that it is too long. */
function shortText({ bytes, start, end }: FieldBytes): string {
	return textOf(bytes, start, Math.min(end, start + LONGEST + 1)).trim();
}
