import { CLOSE_BRACKET, EQUALS, OPEN_BRACKET } from '#lib/ascii.ts';
import { isWhite, skipWhite } from '#lib/bytes.ts';
import { KeySlots } from '../../records/pairs/key-slots.ts';

/** The fields that have a column, by their place in `Fields.starts`. */
export const field = {
	IN: 0, OUT: 1, SRC: 2, DST: 3, LEN: 4, PROTO: 5, SPT: 6, DPT: 7, TYPE: 8, CODE: 9
} as const; // prettier-ignore

const names = new KeySlots(Object.keys(field));

/** Words without a value that are TCP flags, by bit; what else stands alone (DF, CE, MF) is not one. */
const flags = new KeySlots(['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR']);

/** Where the values of one line lie. Of a name that comes twice (LEN is also that of UDP) the first counts. */
export class NetfilterFields {
	/** -1 where the line has no such field. */
	readonly starts = new Int32Array(names.size);
	readonly ends = new Int32Array(names.size);
	/** TCP flags that are set. */
	flags = 0;

	/**
	 * Reads `NAME=value` and bare words. What stands in brackets behind an ICMP error is the packet that
	 * caused it, not this one.
	 */
	read(bytes: Uint8Array, start: number, end: number): void {
		this.starts.fill(-1);
		this.flags = 0;
		for (let at = start; at < end;) {
			const word = skipWhite(bytes, at, end);
			if (bytes[word] === OPEN_BRACKET && word < end) at = behindBracket(bytes, word, end);
			else at = this.#readWord(bytes, word, end);
		}
	}

	/** Whether the line has the field with a value. */
	has(index: number): boolean {
		return this.starts[index]! >= 0 && this.ends[index]! > this.starts[index]!;
	}

	/** Answers where the word ends. */
	#readWord(bytes: Uint8Array, start: number, limit: number): number {
		let equals = -1;
		let end = start;
		for (; end < limit && !isWhite(bytes[end]!); end++)
			if (bytes[end] === EQUALS && equals < 0) equals = end;
		if (equals < 0) this.#readFlag(bytes, start, end);
		else this.#readField(bytes, { start, equals, end });
		return end;
	}

	#readFlag(bytes: Uint8Array, start: number, end: number): void {
		const bit = end - start === 3 ? flags.find(bytes, start, end) : -1;
		if (bit >= 0) this.flags |= 1 << bit;
	}

	#readField(
		bytes: Uint8Array,
		{ start, equals, end }: { start: number; equals: number; end: number }
	): void {
		const index = names.find(bytes, start, equals);
		if (index < 0 || this.starts[index]! >= 0) return;
		this.starts[index] = equals + 1;
		this.ends[index] = end;
	}
}

function behindBracket(bytes: Uint8Array, start: number, end: number): number {
	let depth = 0;
	for (let i = start; i < end; i++) {
		if (bytes[i] === OPEN_BRACKET) depth++;
		if (bytes[i] === CLOSE_BRACKET && --depth === 0) return i + 1;
	}
	return end;
}
