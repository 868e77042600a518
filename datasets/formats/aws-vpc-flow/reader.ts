import { DASH, QUOTE, SPACE } from '#lib/ascii.ts';
import { isDigit, textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { CsvNative } from '../../records/native/csv-native.ts';
import { delimiterOf } from '../../records/csv/csv.ts';
import type { LineHandler } from '../../records/lines/lines.ts';
import { NamedLine, SplitLine, splitTexts } from '../../records/csv/split-line.ts';
import { defaultFields, isHeader, synonyms, type VpcFlowKey } from './fields.ts';
import { recordStart } from './line-start.ts';
import { firewallRow, sessionRow, type FlowRow } from './row.ts';
import { silenceTeller } from './silence.ts';

/** Beyond this a line is no header. */
const LONGEST_HEADER = 4096;
/** The header of what CloudWatch exports as CSV: it names no field of the record. */
const exportHeader = /^"?@?timestamp"?,\s*"?@?message"?/i;

/** The names of a header line and what they are cut at; null where the line is none. */
export function headerOf(text: string): { names: string[]; separator: number } | null {
	if (text.length > LONGEST_HEADER || !/^["a-z]/.test(text)) return null;
	const separator = /[,|;\t]/.test(text) ? delimiterOf(text) : SPACE;
	const line = new SplitLine();
	const bytes = new TextEncoder().encode(text);
	line.cut(bytes, 0, bytes.length, separator);
	const names = splitTexts(line);
	return isHeader(names) ? { names, separator } : null;
}

/** Reads flow log records by the header above them, or in the default format where there is none. */
export class VpcFlowReader implements LineHandler {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #named = new NamedLine<VpcFlowKey>(synonyms);
	readonly #firewall: FlowRow;
	readonly #session: FlowRow;
	readonly #tellSilence: () => void;
	#native: CsvNative;
	#separator = SPACE;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepBeside = sink.beside(() => this.#native.commit(this.#named.line));
		this.#named.rename(defaultFields, SPACE);
		this.#native = new CsvNative(sink, defaultFields, DASH);
		this.#firewall = firewallRow(sink, this.#named);
		this.#session = sessionRow(sink, this.#named);
		this.#tellSilence = silenceTeller(sink, this.#named);
	}

	skip(bytes: Uint8Array, start: number, end: number): boolean {
		if (isDigit(bytes[start]) || end - start > LONGEST_HEADER) return false;
		const text = textOf(bytes, start, end);
		if (exportHeader.test(text)) return true;
		const header = headerOf(text);
		if (header === null) return false;
		this.#separator = header.separator;
		this.#named.rename(header.names, header.separator);
		this.#native = new CsvNative(this.#sink, header.names, DASH);
		return true;
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		const width = this.#named.names.length;
		const from = this.#separator === SPACE ? recordStart(bytes, start, end, width) : start;
		const quoted = from > start && bytes[from - 1] === QUOTE && bytes[end - 1] === QUOTE;
		this.#named.read(bytes, from, quoted ? end - 1 : end);
		if (this.#isFlow()) {
			const row = this.#named.has('action') ? this.#firewall : this.#session;
			row.read();
			this.#keepBeside();
			row.writer.commit();
		} else {
			this.#tellSilence();
			this.#native.commit(this.#named.line);
		}
	}

	/** NODATA and SKIPDATA say of a stretch of time that nothing was there, or that something was left out. */
	#isFlow(): boolean {
		const status = this.#named.cell('status').text();
		return status !== 'SKIPDATA' && status !== 'NODATA';
	}
}
