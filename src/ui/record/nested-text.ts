/** A value as DuckDB writes it in a text: of a list or an array its parts, of a struct or a map its pairs. */
export type Nested = string | null | readonly Nested[] | ReadonlyMap<string, Nested>;

const DEEPEST = 30;

/**
 * Reads DuckDB's text of a list, struct or map: `[1, NULL]`, `{'a': x}`, `{k=v}`. What has a sign of these in it stands
 * in quotes there, so that nothing is guessed. Null for all else, as for a text that only begins like one.
 */
export function nestedOf(text: string): Exclude<Nested, string> {
	if (!/^[[{]/.test(text)) return null;
	const reading = new Reading(text);
	const found = reading.value(0);
	return found === undefined || typeof found === 'string' || !reading.isAtEnd ? null : found;
}

/** Undefined is what cannot be read. */
class Reading {
	readonly #text: string;
	#at = 0;

	constructor(text: string) {
		this.#text = text;
	}

	get isAtEnd(): boolean {
		return this.#at === this.#text.length;
	}

	value(depth: number): Nested | undefined {
		if (depth > DEEPEST) return undefined;
		if (this.#takes('[')) return this.#list(depth);
		if (this.#takes('{')) return this.#pairs(depth);
		return this.#plain();
	}

	#list(depth: number): readonly Nested[] | undefined {
		const parts: Nested[] = [];
		if (this.#takes(']')) return parts;
		do {
			const part = this.value(depth + 1);
			if (part === undefined) return undefined;
			parts.push(part);
		} while (this.#takes(', '));
		return this.#takes(']') ? parts : undefined;
	}

	#pairs(depth: number): ReadonlyMap<string, Nested> | undefined {
		const pairs = new Map<string, Nested>();
		if (this.#takes('}')) return pairs;
		do {
			const name = this.#plain();
			const isPair = this.#takes(': ') || this.#takes('=');
			const part = isPair ? this.value(depth + 1) : undefined;
			if (typeof name !== 'string' || part === undefined || pairs.has(name)) return undefined;
			pairs.set(name, part);
		} while (this.#takes(', '));
		return this.#takes('}') ? pairs : undefined;
	}

	/** In quotes, where `\` stands before what would end it, or as it is, up to a sign. */
	#plain(): string | null | undefined {
		const quoted = this.#match(/'((?:[^'\\]|\\[^])*)'/y);
		if (quoted !== null) return quoted[1]!.replace(/\\([^])/g, '$1');
		const bare = this.#match(/[^,[\]{}'"=:]+(?::[^,[\]{}'"=: ][^,[\]{}'"=:]*)*/y);
		if (bare === null) return undefined;
		return bare[0] === 'NULL' ? null : bare[0];
	}

	#takes(sign: string): boolean {
		if (!this.#text.startsWith(sign, this.#at)) return false;
		this.#at += sign.length;
		return true;
	}

	#match(form: RegExp): RegExpExecArray | null {
		form.lastIndex = this.#at;
		const found = form.exec(this.#text);
		if (found !== null) this.#at = form.lastIndex;
		return found;
	}
}
