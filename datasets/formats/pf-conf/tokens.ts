import { unreadable } from '#lib/unreadable.ts';

/** A piece of a statement: a mark, a word, a table in angle brackets, or what stood in quotes. */
export interface PfToken {
	kind: 'mark' | 'word' | 'table' | 'string';
	/** Without quotes or angle brackets. */
	text: string;
}

const piece =
	/\s*(?:"(?<string>(?:[^"\\]|\\.)*)"|<(?<table>[\w.-]+)(?::\d+)?>|(?<mark>[<>!]=|><|<>|[{}(),=!<>])|(?<word>[^\s"{}(),=!<>]+))/suy;

const MOST_TOKENS = 500_000;
/** Lists within lists. */
const MOST_DEPTH = 16;

export function tokensOf(text: string): PfToken[] {
	const tokens: PfToken[] = [];
	piece.lastIndex = 0;
	const end = text.trimEnd().length;
	for (let at = 0; at < end; at = piece.lastIndex) {
		const found = piece.exec(text);
		if (found === null) throw unreadable('not understood', text.slice(at).trim());
		const { string, table, mark, word } = found.groups!;
		if (string !== undefined)
			tokens.push({ kind: 'string', text: string.replace(/\\(.)/gsu, '$1') });
		else if (table !== undefined) tokens.push({ kind: 'table', text: table });
		else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
		else tokens.push({ kind: 'word', text: word! });
		if (tokens.length > MOST_TOKENS) throw unreadable('a statement of too many words', text);
	}
	return tokens;
}

/** Macros of the file: their names, and what stands for them. */
export class Macros {
	readonly #values = new Map<string, string>();

	/** Takes `name = value`, quotes left out and macros within put in their places. */
	define(name: string, value: string): void {
		const texts = this.expand(tokensOf(value)).map(({ kind, text }) =>
			kind === 'table' ? `<${text}>` : text
		);
		const joined = texts.join(' ');
		if (joined.length > LONGEST_VALUE) throw unreadable('a macro longer than any', name);
		this.#values.set(name, joined);
	}

	/** The tokens with macros put in their places. Throws `record not readable` where one is not defined. */
	expand(tokens: readonly PfToken[]): PfToken[] {
		const found: PfToken[] = [];
		for (const token of tokens) {
			if (token.kind !== 'word' || !token.text.startsWith('$')) found.push(token);
			else for (const one of tokensOf(this.#value(token.text.slice(1)))) found.push(one);
			if (found.length > MOST_TOKENS) throw unreadable('macros of too many words', token.text);
		}
		return found;
	}

	#value(name: string): string {
		const value = this.#values.get(name);
		if (value === undefined) throw unreadable('macro not defined here', `$${name}`);
		return value;
	}
}

const LONGEST_VALUE = 1 << 20;

/** Tokens one after the other. */
export class TokenStream {
	readonly #tokens: readonly PfToken[];
	#at = 0;

	constructor(tokens: readonly PfToken[]) {
		this.#tokens = tokens;
	}

	get isEnd(): boolean {
		return this.#at >= this.#tokens.length;
	}

	get token(): PfToken | null {
		return this.#tokens[this.#at] ?? null;
	}

	/** What is left, for a message. */
	get rest(): string {
		const few = this.#tokens.slice(this.#at, this.#at + 12);
		return few.map(({ text }) => text).join(' ');
	}

	/** Whether a word is among what is left. */
	hasAhead(text: string): boolean {
		return this.#tokens.slice(this.#at).some((one) => one.kind === 'word' && one.text === text);
	}

	take(): PfToken {
		if (this.isEnd) throw unreadable('the rule ends too early', this.#tokens.at(-1)?.text ?? '');
		return this.#tokens[this.#at++]!;
	}

	takes(text: string): boolean {
		const token = this.token;
		if (token === null || token.kind === 'string' || token.kind === 'table' || token.text !== text)
			return false;
		this.#at++;
		return true;
	}

	/** One element, or those of a list in braces, between which commas may stand. */
	list<Value>(read: () => Value, depth = 0): Value[] {
		if (!this.takes('{')) return [read()];
		if (depth > MOST_DEPTH) throw unreadable('lists within lists, too deep', this.rest);
		const values: Value[] = [];
		while (!this.takes('}')) {
			if (this.takes(',')) continue;
			const isList = this.token?.kind === 'mark' && this.token.text === '{';
			for (const value of isList ? this.list(read, depth + 1) : [read()]) values.push(value);
		}
		return values;
	}

	/** Passes over what stands in parentheses or braces, or over one token. */
	pass(): void {
		const open = this.take();
		const close = open.kind === 'mark' ? closing[open.text] : undefined;
		if (close === undefined) return;
		let depth = 1;
		while (depth > 0) {
			const { kind, text } = this.take();
			if (kind !== 'mark') continue;
			if (text === open.text) depth++;
			else if (text === close) depth--;
		}
	}
}

const closing: Readonly<Record<string, string>> = { '(': ')', '{': '}' };
