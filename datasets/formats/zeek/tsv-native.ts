import type { NativeKind } from '#arrow/native-writer.ts';
import { textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { truthOf, unfit, wholeOf } from '../../values/put.ts';
import { TsvCell, type TsvRow } from './tsv.ts';

const integers = new Set(['count', 'int', 'port']);
const decimals = new Set(['double', 'interval', 'time']);

/** Keeps rows of a text log in native columns, typed as `#types` says. */
export class TsvNative {
	readonly #sink: Sink;
	readonly #path: string | null;
	readonly #columns: { cell: TsvCell; path: string[]; type: string }[];

	constructor(sink: Sink, row: TsvRow) {
		const { path, fields, types } = row.header;
		this.#sink = sink;
		this.#path = path;
		this.#columns = (fields ?? []).map((name, index) => ({
			cell: new TsvCell(row, name, index),
			path: name.split('.'),
			type: types[index] ?? 'string'
		}));
	}

	/** Throws `record not readable`, before anything is set, where a time is none. */
	check(): void {
		for (const { cell, type } of this.#columns)
			if (type === 'time' && cell.load() && Number.isNaN(Number(valueOf(cell))))
				throw unfit('no such time', cell);
	}

	keep(): void {
		if (this.#path !== null) this.#set(['_path'], this.#path, 'text');
		for (const { cell, path, type } of this.#columns) {
			if (/^(set|vector)\[/.test(type)) this.#keepList(cell, path, type);
			else if (cell.load()) this.#set(path, ...typed(cell, type));
		}
		this.#sink.native.commit();
	}

	#keepList(cell: TsvCell, path: string[], type: string): void {
		if (!cell.isSet) return;
		const element = type.slice(type.indexOf('[') + 1, -1);
		const bare = integers.has(element) || decimals.has(element);
		const texts = cell.elements().map((text) => elementText(text, bare, element));
		this.#set(path, `[${texts.join(',')}]`, 'text');
	}

	#set(path: string[], text: string, kind: NativeKind): void {
		const column = this.#sink.native.column(path);
		column.set(text);
		column.widen(kind);
	}
}

function valueOf({ bytes, start, end }: TsvCell): string {
	return textOf(bytes, start, end);
}

function typed(cell: TsvCell, type: string): [text: string, kind: NativeKind] {
	const text = valueOf(cell);
	if (integers.has(type)) return [text, wholeOf(cell) === null ? 'text' : 'int64'];
	if (decimals.has(type)) return [text, isNumber(text) ? 'float64' : 'text'];
	if (type !== 'bool') return [text, 'text'];
	const truth = truthOf(cell);
	return truth === null ? [text, 'text'] : [String(truth), 'boolean'];
}

function elementText(text: string | null, bare: boolean, type: string): string {
	if (text === null) return 'null';
	if (type === 'bool' && (text === 'T' || text === 'F')) return String(text === 'T');
	return bare && isNumber(text) ? text : JSON.stringify(text);
}

function isNumber(text: string): boolean {
	return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text));
}
