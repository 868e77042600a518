import { bytesOf, textOf } from '#lib/bytes.ts';
import { datePattern, type DatePattern } from '#lib/date-pattern.ts';
import type { Sink } from '../../format.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import type { When } from '../../records/fields/when.ts';

/** Characters of a pattern, and of a time. */
const LONGEST = 64;
/** Patterns that are remembered. */
const MOST_PATTERNS = 64;

/** The time of a device by the pattern (`devTimeFormat`) that its event names. */
export class DeviceTime {
	readonly #sink: Sink;
	readonly #time: FieldBytes;
	readonly #format: FieldBytes;
	readonly #patterns = new Map<string, DatePattern | null>();

	constructor(sink: Sink, cell: (name: string) => FieldBytes) {
		this.#sink = sink;
		this.#time = cell('devTime');
		this.#format = cell('devTimeFormat');
	}

	/** Null where the time cannot be told by the pattern; undefined where the event names none. */
	read(): When | null | undefined {
		if (!this.#format.load()) return undefined;
		const pattern = this.#patternOf(shortText(this.#format));
		if (!this.#time.load()) return undefined;
		const time = pattern?.read(shortText(this.#time)) ?? null;
		const bytes = bytesOf(time ?? '');
		const ts =
			this.#sink.time.iso(bytes, 0, bytes.length) ?? this.#sink.time.syslog(bytes, 0, bytes.length);
		if (ts === null) this.#sink.note('a devTime could not be told by its devTimeFormat');
		return ts;
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
