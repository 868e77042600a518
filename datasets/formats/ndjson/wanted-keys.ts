import { JsonReader } from '#lib/json-reader.ts';
import { JsonKind } from '#lib/json-node.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { jsonRecords, type JsonAccount } from '../../records/json/json-records.ts';

/** Bytes that are held at most while a key is looked for: tables of rules and lists are shorter. */
const PATIENCE = 8 * 1024 * 1024;

/** Names that were asked for, and no record has had so far. */
export class WantedKeys {
	readonly #wanted: Map<string, () => boolean>;

	/** @param hasOf whether the record at hand has a key of that name, be it null */
	constructor(names: Iterable<string>, hasOf: (name: string) => () => boolean) {
		this.#wanted = new Map([...names].map((name) => [name, hasOf(name)]));
	}

	/** Names that no record had. */
	get missing(): string[] {
		return [...this.#wanted.keys()];
	}

	/** Takes what the record at hand has from what is wanted. */
	look(): void {
		for (const [name, has] of this.#wanted) if (has()) this.#wanted.delete(name);
	}
}

/** The keys by which a name may be meant: a full stop may stand between two keys, or within one. */
export function pathsOf(name: string): string[][] {
	return name.includes('.') ? [name.split('.'), [name]] : [[name]];
}

/**
 * A reader that begins once it is known which of the names no record has, since then what they were to say is not known
 * of any record. Bytes are held for it until each name was seen, or they become too many.
 */
export function knowingKeys(
	sink: Pick<Sink, 'continues'>,
	names: Iterable<string>,
	begin: (missing: ReadonlySet<string>) => RecordReader
): RecordReader {
	return new Rehearsal(sink, names, begin);
}

class Rehearsal implements RecordReader {
	readonly #begin: (missing: ReadonlySet<string>) => RecordReader;
	readonly #keys: WantedKeys;
	readonly #scan: RecordReader;
	#held: Uint8Array[] = [];
	#length = 0;
	#reader: RecordReader | null = null;

	constructor(
		sink: Pick<Sink, 'continues'>,
		names: Iterable<string>,
		begin: (missing: ReadonlySet<string>) => RecordReader
	) {
		const json = new JsonReader();
		this.#begin = begin;
		this.#keys = new WantedKeys(names, (name) => {
			const nodes = pathsOf(name).map((path) => json.at(...path));
			return () => nodes.some((node) => json.has(node));
		});
		this.#scan = jsonRecords(silent(sink), {
			line: (bytes, start, end) => {
				json.walk(bytes, start, end, false);
				if (json.root.kind === JsonKind.object) this.#keys.look();
			}
		});
	}

	push(chunk: Uint8Array): void {
		if (this.#reader !== null) return this.#reader.push(chunk);
		this.#held.push(chunk.slice());
		this.#length += chunk.length;
		this.#scan.push(chunk);
		if (this.#keys.missing.length === 0 || this.#length > PATIENCE) this.#open();
	}

	end(): void {
		if (this.#reader === null) {
			this.#scan.end();
			this.#open();
		}
		this.#reader!.end();
	}

	#open(): void {
		this.#reader = this.#begin(new Set(this.#keys.missing));
		for (const chunk of this.#held) this.#reader.push(chunk);
		this.#held = [];
	}
}

/** Whom nothing is told: the records are read once more. */
function silent({ continues }: Pick<Sink, 'continues'>): JsonAccount {
	const nothing = () => undefined;
	return { begin: nothing, reject: nothing, settle: nothing, note: nothing, continues };
}
