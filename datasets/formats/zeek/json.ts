import type { Sink } from '../../format.ts';
import { JsonList } from '../../records/json/json-list.ts';
import { JsonRecord, type JsonCell } from '../../records/json/json-record.ts';
import { equalsBytes, bytesOf } from '#lib/bytes.ts';
import { flatName, type ZeekCell } from './cell.ts';
import { captureLoss, lossLog } from './capture-loss.ts';
import { zeekLogs, type KnownLog } from './logs.ts';
import { rowReader } from './rows.ts';
import { Wrapped } from './wrapped.ts';

/** Reads Zeek's JSON, in which every record may be of another log, and may stand within that of a shipper. */
export class ZeekJson {
	readonly #record: JsonRecord;
	readonly #path: JsonCell;
	readonly #wrapped: Wrapped;
	readonly #logs: {
		name: string;
		path: Uint8Array;
		has: JsonCell[];
		hasNot: JsonCell[];
		read: () => void;
		/** Whether an event table takes its records. */
		isOfEvents: boolean;
	}[];

	constructor(sink: Sink) {
		this.#record = new JsonRecord(sink, (path) => path.flatMap((key) => key.split('.')));
		this.#path = this.#record.cell('_path');
		this.#wrapped = new Wrapped(this.#record);
		const cells = (names: readonly string[]) => names.map((name) => this.#record.cell(name));
		const fields = (name: string) => new JsonField(this.#record, name);
		const known = ({ path, has, hasNot }: KnownLog, read: () => void, isOfEvents: boolean) => ({
			...{ name: path, path: bytesOf(path), has: cells(has), hasNot: cells(hasNot) },
			...{ read, isOfEvents }
		});
		this.#logs = [
			...zeekLogs.map((log) => known(log, rowReader(sink, log, fields), true)),
			known(lossLog, captureLoss(sink, fields), false)
		];
	}

	read(bytes: Uint8Array, start: number, end: number): void {
		this.#record.read(bytes, start, end);
		const inner = this.#wrapped.take();
		if (inner !== null) this.#record.read(inner.bytes, 0, inner.bytes.length);
		const log = this.#find(inner?.log ?? null);
		log?.read();
		if (log?.isOfEvents) this.#record.keepBeside();
		else this.#record.keepNative();
	}

	finish(): void {
		this.#record.finish();
	}

	/** @param said the log that a shipper names */
	#find(said: string | null) {
		if (!this.#path.load()) {
			if (said !== null) return this.#logs.find(({ name }) => name === said);
			return this.#logs.find(
				({ has, hasNot }) =>
					has.every((cell) => cell.isThere) && !hasNot.some((cell) => cell.isThere)
			);
		}
		const { bytes, start, end } = this.#path;
		return this.#logs.find(({ path }) => equalsBytes(bytes, start, end, path));
	}
}

/** A field by its flat key (`id.orig_h`, `id_orig_h`), or nested, as some shippers write it. */
class JsonField implements ZeekCell {
	readonly name: string;
	#found: JsonCell;
	readonly #cells: readonly JsonCell[];
	readonly #list = new JsonList();

	constructor(record: JsonRecord, name: string) {
		this.name = name;
		this.#found = record.cell(name);
		this.#cells = name.includes('.')
			? [this.#found, record.at(name), record.cell(flatName(name))]
			: [this.#found];
	}

	load(): boolean {
		const found = this.#cells.find((cell) => cell.load());
		if (found === undefined) return false;
		this.#found = found;
		return true;
	}

	texts(): string[] {
		if (!this.load() || !this.#found.isArray) return [];
		return this.#list.texts(this.#found).filter((text) => text !== '');
	}

	get bytes(): Uint8Array {
		return this.#found.bytes;
	}

	get start(): number {
		return this.#found.start;
	}

	get end(): number {
		return this.#found.end;
	}
}
