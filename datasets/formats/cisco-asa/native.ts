import type { NativeWriter } from '#tables/native-writer.ts';
import type { AsaRecord } from './record.ts';
import { part, parts } from './template.ts';

/** Keeps the tag, the text, and each part of the message that was found, under its name. */
export function keepNative(native: NativeWriter, record: AsaRecord, matched: boolean): void {
	const { bytes, tag, found, end } = record;
	const keep = (name: string, start: number, stop: number, kind: 'text' | 'int64' = 'text') => {
		if (stop <= start) return;
		const column = native.column([name]);
		column.widen(kind);
		column.setBytes(bytes, start, stop);
	};
	keep('product', tag.productStart, tag.productEnd);
	keep('class', tag.classStart, tag.classEnd);
	keep('id', tag.idStart, tag.idStart + 6);
	if (matched) {
		parts.forEach((name, i) => {
			const kind = i === part.bytes && isNumber(record) ? 'int64' : 'text';
			if (found.has(i)) keep(name, found.starts[i]!, found.ends[i]!, kind);
		});
	}
	keep('text', tag.text, end);
	native.commit();
}

function isNumber({ bytes, found }: AsaRecord): boolean {
	const [start, end] = [found.starts[part.bytes]!, found.ends[part.bytes]!];
	if (end - start > 15) return false;
	for (let at = start; at < end; at++) if (bytes[at]! < 48 || bytes[at]! > 57) return false;
	return true;
}
