import { bytesOf } from '#lib/bytes.ts';
import type { RecordBytes } from '../../records/lines/held-lines.ts';
import { tokensOf, type NftToken } from './tokens.ts';

/** A block in braces, as `chain input { … }`: the words in front of its brace. */
export interface NftBlock {
	words: readonly string[];
}

export interface NftBlockHandler {
	/** A statement within the blocks that are open, the outermost first. */
	statement(tokens: readonly NftToken[], place: RecordBytes, within: readonly NftBlock[]): void;
	/** A block begins; the last of those that are open. */
	open(within: readonly NftBlock[]): void;
	/** A line that is too long, or a statement that is, within the blocks that are open. */
	unread(place: RecordBytes, reason: string, within: readonly NftBlock[]): void;
}

/** Words by which a block within a table begins. */
const objects = new Set([
	'chain',
	'set',
	'map',
	'flowtable',
	'counter',
	'quota',
	'limit',
	'ct',
	'synproxy',
	'secmark',
	'tunnel'
]);
const MOST_TOKENS = 500_000;

/** Cuts lines into blocks and statements: a statement ends at a semicolon or a line end outside of a list. */
export class Blocks {
	readonly #handler: NftBlockHandler;
	readonly #open: NftBlock[] = [];
	#tokens: NftToken[] = [];
	#place: RecordBytes = { offset: 0, length: 0 };
	/** Braces of lists that are open. */
	#depth = 0;

	constructor(handler: NftBlockHandler) {
		this.#handler = handler;
	}

	/** A line that is too long: a statement that goes on in it cannot be read either. */
	long({ offset, length }: RecordBytes): void {
		const start = this.#tokens.length > 0 ? this.#place.offset : offset;
		this.#forget();
		const place = { offset: start, length: offset + length - start };
		this.#handler.unread(place, 'a line longer than any rule', this.#open);
	}

	line(text: string, { offset }: RecordBytes): void {
		this.#find(text);
		const tokens = tokensOf(text);
		const isCarried = tokens.at(-1)?.text === '\\';
		const bytesBefore = byteCounter(text);
		for (const token of isCarried ? tokens.slice(0, -1) : tokens) {
			const start = bytesBefore(token.start);
			this.#take(token, { offset: offset + start, length: bytesBefore(token.end) - start });
		}
		if (this.#depth === 0 && !isCarried) this.#finish();
	}

	/** Where a table or chain begins, whatever was left open before it ends. */
	#find(text: string): void {
		const most = /^table\s[^{]*\{/.test(text)
			? 0
			: /^\s*(?:chain|set|map)\s+\S+\s*\{/.test(text)
				? 1
				: null;
		if (most === null || (this.#depth === 0 && this.#open.length <= most)) return;
		this.#finish();
		this.#open.length = Math.min(this.#open.length, most);
	}

	/** All lines were read; what is still open was cut. */
	end(): void {
		this.#finish();
	}

	get isOpen(): boolean {
		return this.#open.length > 0;
	}

	#take(token: NftToken, place: RecordBytes): void {
		const mark = token.isString ? '' : token.text;
		if (this.#depth === 0 && mark === '{' && this.#opensBlock()) return this.#begin();
		if (this.#depth === 0 && mark === ';') return this.#finish();
		if (this.#depth === 0 && mark === '}') {
			this.#finish();
			this.#open.pop();
			return;
		}
		if (mark === '{') this.#depth++;
		if (mark === '}') this.#depth--;
		if (this.#tokens.length === 0) this.#place = { ...place };
		this.#place.length = place.offset + place.length - this.#place.offset;
		this.#tokens.push(token);
		if (this.#tokens.length < MOST_TOKENS) return;
		this.#handler.unread(this.#place, 'a statement longer than any', this.#open);
		this.#forget();
	}

	#opensBlock(): boolean {
		const first = this.#tokens[0]?.text ?? '';
		if (this.#open.length === 0) return first === 'table' || objects.has(first);
		return this.#open.length === 1 && objects.has(first);
	}

	#begin(): void {
		this.#open.push({ words: this.#tokens.map(({ text }) => text) });
		this.#tokens = [];
		this.#handler.open(this.#open);
	}

	#finish(): void {
		if (this.#tokens.length > 0) this.#handler.statement(this.#tokens, this.#place, this.#open);
		this.#forget();
	}

	#forget(): void {
		this.#tokens = [];
		this.#depth = 0;
	}
}

const ascii = /^[\u0020-\u007e\t]*$/;

/** How many bytes stand before a place in the text; each place asked for lies behind the one before. */
function byteCounter(text: string): (at: number) => number {
	if (ascii.test(text)) return (at) => at;
	let [from, bytes] = [0, 0];
	return (at) => {
		bytes += bytesOf(text.slice(from, at)).length;
		from = at;
		return bytes;
	};
}
