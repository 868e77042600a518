import { EQUALS, OPEN_BRACKET } from '#lib/ascii.ts';
import type { NativeTextColumn, NativeWriter } from '#tables/native-writer.ts';
import { indexOfByte, packedWord, skipWhite, textOf, trimEnd, wordEnd } from '#lib/bytes.ts';

const MAX_NAME = 16;
/** Names that are remembered; netfilter has some thirty, and a hostile line any number. */
const MOST_NAMES = 256;

/** A name, the lines that had it, and the columns of its first and its second value in a line. */
interface Name {
	text: string;
	/** Number of the line that had it last, and how often. */
	line: number;
	times: number;
	columns: (NativeTextColumn | null)[];
}

/**
 * Keeps every `NAME=value` of a line under its own name. A name that comes again (LEN is that of IP, then
 * that of UDP) has its number behind it; the packet within an ICMP error is one value.
 */
export class PacketNative {
	readonly #native: NativeWriter;
	readonly #short = new Map<number, Name>();
	readonly #long = new Map<string, Name>();
	#line = 0;

	constructor(native: NativeWriter) {
		this.#native = native;
	}

	keep(bytes: Uint8Array, start: number, end: number): void {
		this.#line++;
		const words: string[] = [];
		for (let at = skipWhite(bytes, start, end); at < end; at = skipWhite(bytes, at, end)) {
			if (bytes[at] === OPEN_BRACKET) {
				this.#column('within').setBytes(bytes, at, trimEnd(bytes, at, end));
				break;
			}
			const stop = wordEnd(bytes, at, end);
			const equals = indexOfByte(bytes, EQUALS, at, stop);
			if (equals <= at || equals - at > MAX_NAME) words.push(textOf(bytes, at, stop));
			else this.#keepValue(this.#name(bytes, at, equals), bytes, equals + 1, stop);
			at = stop;
		}
		if (words.length > 0) this.#column('words').set(words.join(' '));
		this.#native.commit();
	}

	#keepValue(name: Name, bytes: Uint8Array, start: number, end: number): void {
		name.times = name.line === this.#line ? name.times + 1 : 1;
		name.line = this.#line;
		if (end <= start || name.times > 2) return;
		const column = (name.columns[name.times - 1] ??= this.#column(
			name.times === 1 ? name.text : `${name.text}_2`
		));
		column.setBytes(bytes, start, end);
	}

	#name(bytes: Uint8Array, start: number, end: number): Name {
		const word = packedWord(bytes, start, end);
		const known = word < 0 ? undefined : this.#short.get(word);
		if (known !== undefined) return known;
		const text = textOf(bytes, start, end);
		const name = this.#long.get(text) ?? { text, line: 0, times: 0, columns: [null, null] };
		if (word >= 0 && this.#short.size < MOST_NAMES) this.#short.set(word, name);
		else this.#long.set(text, name);
		return name;
	}

	#column(name: string): NativeTextColumn {
		const column = this.#native.column([name]);
		column.widen('text');
		return column;
	}
}
