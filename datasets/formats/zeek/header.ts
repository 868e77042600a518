import { bytesOf } from '#lib/bytes.ts';
import { unescaped } from './escape.ts';

/** Fields of a log; Zeek's widest has some sixty. */
const MAX_FIELDS = 1024;

/**
 * What the lines that begin with `#` say of the rows below them. A file may hold several logs one after
 * another; each begins with `#separator`, which sets everything back.
 */
export class ZeekHeader {
	path: string | null = null;
	fields: readonly string[] | null = null;
	/** When the log was opened, `YYYY-MM-DD-hh-mm-ss` by the sensor's wall clock. */
	opened: string | null = null;
	types: readonly string[] = [];
	separator = bytesOf('\t');
	setSeparator = bytesOf(',');
	/** What an empty set, and an empty string, is written as. */
	empty = bytesOf('(empty)');
	/** What a field without a value is written as. */
	unset = bytesOf('-');
	/** Rises with every change. */
	version = 0;

	/** Takes a line that begins with `#`; one that is no header (a comment) says nothing. */
	take(line: string): void {
		const separator = /^#separator (.+)$/.exec(line);
		if (separator !== null) return this.#begin(unescaped(separator[1]!));
		const [name, ...values] = line.split(new TextDecoder().decode(this.separator));
		const value = values[0] ?? '';
		if (name === '#open') this.opened = value;
		if (name === '#path') this.path = value;
		else if (name === '#fields') this.fields = values.length > MAX_FIELDS ? null : values;
		else if (name === '#types') this.types = values;
		else if (name === '#set_separator' && value !== '')
			this.setSeparator = bytesOf(unescaped(value));
		else if (name === '#empty_field') this.empty = bytesOf(value);
		else if (name === '#unset_field') this.unset = bytesOf(value);
		else return;
		this.version++;
	}

	#begin(separator: string): void {
		const fresh = new ZeekHeader();
		Object.assign(this, fresh, { separator: bytesOf(separator), version: this.version + 1 });
	}
}
