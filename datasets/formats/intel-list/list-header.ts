import { calendarDay } from '#lib/calendar-day.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';

const named = /^(?:list(?: name)?|name|title)\s*:\s*(.{1,80})$/i;
const dated =
	/^(?:last[ -]?)?(?:updated?(?: at| on)?|modified|generated(?: at| on)?|date|(?:this|source) file date|list date)\s*:\s*(.+)$/i;
/** How sentences begin that stand where other lists have their name. */
const sentence =
	/^(?:a|an|the|this|these|generated|updated?|last|created|copyright|please|see|do|written)\b/i;
const TITLE_LENGTH = 60;

/** What the comments before the first entry of a list say of it. */
export class ListHeader {
	readonly #sink: Sink;
	#named: string | null = null;
	#title: string | null = null;
	#listedAt: number | bigint | null = null;
	#open = true;

	constructor(sink: Sink) {
		this.#sink = sink;
	}

	/** Takes a comment; one behind the first entry says nothing of the list. */
	comment(line: string): void {
		if (!this.#open) return;
		const text = line.replace(/^[#;\s]+|[#;\s]+$/g, '');
		if (text === '') return;
		this.#named ??= named.exec(text)?.[1]?.trim() ?? null;
		const date = dated.exec(text)?.[1];
		if (date !== undefined) this.#listedAt ??= this.#read(date.trim());
		this.#title ??= isTitle(text) ? text : '';
	}

	/** Whether no entry has come yet. */
	get isOpen(): boolean {
		return this.#open;
	}

	close(): void {
		this.#open = false;
	}

	/** What the list calls itself, else the name of the file. */
	get name(): string {
		return this.#named ?? (this.#title || this.#sink.settings.name);
	}

	/** The date that the list gives itself; null where it gives none. */
	get listedAt(): number | bigint | null {
		return this.#listedAt;
	}

	#read(text: string): number | bigint | null {
		const bytes = bytesOf(text.replace(/ (?:UTC|GMT)$/, 'Z'));
		const { time } = this.#sink;
		const read =
			calendarDay(bytes, 0, bytes.length) ??
			time.iso(bytes, 0, bytes.length) ??
			time.ctime(bytes, 0, bytes.length);
		if (read === null)
			this.#sink.note(`the date of the list is not readable: ${text.slice(0, 80)}`);
		else this.#sink.note('listed_at is the date that the list gives itself, not that of an entry');
		return read;
	}
}

function isTitle(text: string): boolean {
	if (text.length > TITLE_LENGTH || !/\p{L}/u.test(text)) return false;
	return !/[:]|\.$/.test(text) && !sentence.test(text);
}
