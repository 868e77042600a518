import { OPEN_BRACE } from '#lib/ascii.ts';
import { textOf } from '#lib/bytes.ts';
import type { JsonCell, JsonRecord } from '../../records/json/json-record.ts';

/** The record of Zeek that a shipper has put into a field of its own record, as text. */
export interface Unwrapped {
	bytes: Uint8Array;
	/** The log, where the shipper names it: `conn` of `zeek.conn`. */
	log: string | null;
}

/** Where shippers keep the line as they read it, in the order of preference. */
const places = ['message', 'event.original'];
/** Where they say what it is of: `zeek.conn` in the first, or `conn` there and `zeek` in the second. */
const names = ['event.dataset', 'event.module'];
const PREFIX = 'zeek.';
/** What an export of Elasticsearch puts a document into. */
const envelope = '_source';

/**
 * Finds the record of Zeek within that of a shipper: Filebeat, Elastic Agent and so Security Onion keep the
 * line in `message` or `event.original`, and say `zeek` or `zeek.conn` in `event.dataset`.
 */
export class Wrapped {
	readonly #ts: JsonCell;
	readonly #texts: readonly JsonCell[];
	readonly #datasets: readonly JsonCell[];
	readonly #modules: readonly JsonCell[];

	constructor(record: JsonRecord) {
		const cells = (path: string) => [
			record.at(path),
			record.cell(path),
			record.at(`${envelope}.${path}`),
			record.cell(envelope, path)
		];
		this.#ts = record.cell('ts');
		this.#texts = places.flatMap(cells);
		[this.#datasets, this.#modules] = [cells(names[0]!), cells(names[1]!)];
	}

	/** What the record at hand holds; null where it is itself a record of Zeek, or of something else. */
	take(): Unwrapped | null {
		if (this.#ts.isThere) return null;
		const [dataset, module] = [textIn(this.#datasets), textIn(this.#modules)];
		if (!isOfZeek(dataset) && !isOfZeek(module)) return null;
		const log = dataset.startsWith(PREFIX) ? dataset.slice(PREFIX.length) : dataset;
		for (const cell of this.#texts) {
			if (!cell.load() || cell.bytes[cell.start] !== OPEN_BRACE) continue;
			return {
				bytes: cell.bytes.slice(cell.start, cell.end),
				log: isOfZeek(log) ? null : log || null
			};
		}
		return null;
	}
}

/** The text of the first cell that has one; empty where none has. */
function textIn(cells: readonly JsonCell[]): string {
	const found = cells.find((cell) => cell.load());
	return found === undefined ? '' : textOf(found.bytes, found.start, found.end);
}

/** Whether a shipper's name of a data set is one of Zeek's. */
export function isOfZeek(dataset: string): boolean {
	return dataset === 'zeek' || dataset.startsWith(PREFIX);
}

/** Whether an object at the beginning of a source is a shipper's, around a record of Zeek. */
export function isWrapped(get: (path: string) => string | undefined): boolean {
	return ['', `${envelope}.`].some(
		(prefix) =>
			names.some((path) => isOfZeek(get(prefix + path) ?? '')) &&
			places.some((path) => (get(prefix + path) ?? '').startsWith('{'))
	);
}
