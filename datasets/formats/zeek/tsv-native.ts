import { DOT, ZERO } from '#lib/ascii.ts';
import type { NativeKind, NativeTextColumn } from '#tables/native-writer.ts';
import { indexOfByte, isDigit, textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { truthOf, wholeOf } from '../../records/fields/numbers.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { TsvCell, type TsvRow } from './tsv.ts';

const integers = new Set(['count', 'int', 'port']);
const decimals = new Set(['double', 'interval', 'time']);

/** A field, and the native column that it has once it had a value. */
interface Kept {
	cell: TsvCell;
	path: string[];
	type: string;
	isList: boolean;
	column: NativeTextColumn | null;
}

/** Keeps rows of a text log in native columns, typed as `#types` says. */
export class TsvNative {
	readonly #sink: Sink;
	readonly #path: string | null;
	readonly #fields: Kept[];
	readonly #times: Kept[];

	constructor(sink: Sink, row: TsvRow) {
		const { path, fields, types } = row.header;
		this.#sink = sink;
		this.#path = path;
		this.#fields = (fields ?? []).map((name, index) => {
			const type = types[index] ?? 'string';
			return {
				cell: new TsvCell(row, name, index),
				path: name.split('.'),
				type,
				isList: /^(set|vector)\[/.test(type),
				column: null
			};
		});
		this.#times = this.#fields.filter(({ type }) => type === 'time');
	}

	/** Throws `record not readable`, before anything is set, where a time is none. */
	check(): void {
		for (const { cell } of this.#times)
			if (cell.load() && !isDecimal(cell) && Number.isNaN(Number(valueOf(cell))))
				throw unfit('no such time', cell);
	}

	keep(): void {
		const { native } = this.#sink;
		if (this.#path !== null) {
			const column = native.column(['_path']);
			column.set(this.#path);
			column.widen('text');
		}
		for (const field of this.#fields) {
			const { cell, isList } = field;
			if (isList ? !cell.isSet : !cell.load()) continue;
			const column = (field.column ??= native.column(field.path));
			if (isList) keepList(field, column);
			else keepValue(field, column);
		}
		native.commit();
	}
}

function keepList({ cell, type }: Kept, column: NativeTextColumn): void {
	const element = type.slice(type.indexOf('[') + 1, -1);
	const bare = integers.has(element) || decimals.has(element);
	const texts = cell.elements().map((text) => elementText(text, bare, element));
	column.set(`[${texts.join(',')}]`);
	column.widen('text');
}

function keepValue({ cell, type }: Kept, column: NativeTextColumn): void {
	const truth = type === 'bool' ? truthOf(cell) : null;
	if (truth === null) column.setBytes(cell.bytes, cell.start, cell.end);
	else column.set(String(truth));
	column.widen(truth === null ? kindOf(cell, type) : 'boolean');
}

function kindOf(cell: TsvCell, type: string): NativeKind {
	if (integers.has(type)) return wholeOf(cell) === null ? 'text' : 'int64';
	if (!decimals.has(type)) return 'text';
	return isDecimal(cell) || isNumber(valueOf(cell)) ? 'float64' : 'text';
}

/** Digits, a full stop and digits, as Zeek writes times: surely a number. */
function isDecimal({ bytes, start, end }: TsvCell): boolean {
	const stop = indexOfByte(bytes, DOT, start, end);
	if (stop <= start || stop + 1 >= end || (stop > start + 1 && bytes[start] === ZERO)) return false;
	for (let i = start; i < end; i++) if (i !== stop && !isDigit(bytes[i])) return false;
	return end - start < 32;
}

function valueOf({ bytes, start, end }: TsvCell): string {
	return textOf(bytes, start, end);
}

function elementText(text: string | null, bare: boolean, type: string): string {
	if (text === null) return 'null';
	if (type === 'bool' && (text === 'T' || text === 'F')) return String(text === 'T');
	return bare && isNumber(text) ? text : JSON.stringify(text);
}

function isNumber(text: string): boolean {
	return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text));
}
