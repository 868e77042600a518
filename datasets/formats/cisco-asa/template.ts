import { bytesOf, indexOfBytes, startsWith } from '#lib/bytes.ts';

/** What a template may find, by its place in `Found`. */
export const part = {
	proto: 0, src: 1, dst: 2, rule: 3, action: 4, direction: 5, flags: 6, interface: 7, type: 8, code: 9,
	uid: 10, duration: 11, bytes: 12, reason: 13, user: 14, mapped: 15, kind: 16, hits: 17
} as const; // prettier-ignore

export type MessagePart = keyof typeof part;

export const parts = Object.keys(part) as MessagePart[];

/** Where the parts of one message lie; -1 where it has none. */
export class MessageParts {
	readonly starts = new Int32Array(parts.length);
	readonly ends = new Int32Array(parts.length);

	/** Whether the message has the part with something in it. */
	has(index: number): boolean {
		return this.starts[index]! >= 0 && this.ends[index]! > this.starts[index]!;
	}
}

/**
 * The wording of a message, as `Deny {proto} src {src} dst {dst}`. Each part reaches to the next literal, the
 * first that comes; one at the end of the template reaches to the end of the message. Behind a literal at the
 * end anything may follow.
 */
export class Template {
	readonly #literals: Uint8Array[];
	readonly #parts: number[];

	constructor(text: string) {
		const pieces = text.split(/\{(\w+)\}/);
		this.#literals = pieces.filter((_, i) => i % 2 === 0).map(bytesOf);
		this.#parts = pieces.filter((_, i) => i % 2 === 1).map((name) => part[name as MessagePart]);
	}

	/** Whether the range is so worded; the parts are then in `found`. */
	match(bytes: Uint8Array, start: number, end: number, found: MessageParts): boolean {
		if (!startsWith(bytes, this.#literals[0]!, start, end)) return false;
		found.starts.fill(-1);
		let at = start + this.#literals[0]!.length;
		for (let i = 0; i < this.#parts.length; i++) {
			const literal = this.#literals[i + 1]!;
			const stop = literal.length === 0 ? end : indexOfBytes(bytes, literal, at, end);
			if (stop < 0) return false;
			found.starts[this.#parts[i]!] = at;
			found.ends[this.#parts[i]!] = stop;
			at = stop + literal.length;
		}
		return true;
	}
}
