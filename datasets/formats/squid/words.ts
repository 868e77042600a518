import { DASH, SLASH, SPACE } from '#lib/ascii.ts';
import { indexOfByte } from '#lib/bytes.ts';
import { SplitLine } from '../../records/csv/split-line.ts';

/** The words of a line, by their place. */
export const field = {
	time: 0, elapsed: 1, client: 2, result: 3, bytes: 4,
	method: 5, url: 6, user: 7, hierarchy: 8, type: 9
} as const; // prettier-ignore

export const names = Object.keys(field);

/**
 * The ten words of a line, and what was configured to stand behind them. A user's name, and a URL where it is let
 * through so, may hold blanks: what is between method and hierarchy is put together again.
 */
export class SquidWords {
	readonly starts = new Int32Array(names.length);
	readonly ends = new Int32Array(names.length);
	/** Where a word behind the ten begins; the line's end where there is none. */
	further = 0;
	/** Number of words of the line, blanks in names not counted. */
	count = 0;
	readonly #line = new SplitLine();

	get bytes(): Uint8Array {
		return this.#line.bytes;
	}

	/** False where the line has fewer than ten words. */
	cut(bytes: Uint8Array, start: number, end: number): boolean {
		const line = this.#line;
		line.cut(bytes, start, end, SPACE);
		this.count = line.count;
		const whole = line.count > field.type;
		const hierarchy = whole ? hierarchyWord(line) : field.hierarchy;
		for (let at = 0; at < names.length; at++) {
			const word = at < field.hierarchy ? at : at - field.hierarchy + hierarchy;
			this.starts[at] = word < line.count ? line.starts[word]! : end;
			this.ends[at] = word < line.count ? line.ends[word]! : end;
		}
		const further = hierarchy + field.type - field.hierarchy + 1;
		this.further = further < line.count ? line.starts[further]! : end;
		if (whole && hierarchy > field.hierarchy) this.#putTogether(hierarchy);
		return whole;
	}

	/** A dash at the end is a user without a name, and the rest then a URL; else the name is what has the blanks. */
	#putTogether(hierarchy: number): void {
		const { bytes, starts, ends } = this.#line;
		const last = hierarchy - 1;
		const nameless = ends[last] === starts[last]! + 1 && bytes[starts[last]!] === DASH;
		if (nameless) {
			this.ends[field.url] = ends[last - 1]!;
			this.starts[field.user] = starts[last]!;
		}
		this.ends[field.user] = ends[last]!;
	}
}

/** The last word that is like `HIER_DIRECT/192.0.2.1` and is not the last of all; the ninth where none is. */
function hierarchyWord({ bytes, starts, ends, count }: SplitLine): number {
	for (let word = count - 2; word > field.hierarchy; word--)
		if (isHierarchy(bytes, starts[word]!, ends[word]!)) return word;
	return field.hierarchy;
}

/** Capital letters, digits and underscores in front of a slash. */
function isHierarchy(bytes: Uint8Array, start: number, end: number): boolean {
	const slash = indexOfByte(bytes, SLASH, start, end);
	for (let at = start; at < slash; at++) {
		const byte = bytes[at]!;
		const isPart = (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 48 && byte <= 57);
		if (!isPart) return false;
	}
	return slash > start + 3;
}
