import type { Sink } from '../../format.ts';
import { JsonList } from '../../records/json/json-list.ts';
import { JsonRecord, type JsonCell } from '../../records/json/json-record.ts';
import { equalsBytes, bytesOf } from '#lib/bytes.ts';
import { flatName, type ZeekCell } from './cell.ts';
import { CAPTURE_LOSS, captureLoss } from './capture-loss.ts';
import { zeekLogs } from './logs.ts';
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
	}[];

	readonly #tellLoss: () => void;
	/** What a log of losses has and no other. */
	readonly #lossCells: readonly JsonCell[];
	readonly #lossPath = bytesOf(CAPTURE_LOSS);

	constructor(sink: Sink) {
		this.#record = new JsonRecord(sink, (path) => path.flatMap((key) => key.split('.')));
		this.#path = this.#record.cell('_path');
		this.#wrapped = new Wrapped(this.#record);
		const cells = (names: readonly string[]) => names.map((name) => this.#record.cell(name));
		this.#logs = zeekLogs.map((log) => ({
			name: log.path,
			path: bytesOf(log.path),
			has: cells(log.has),
			hasNot: cells(log.hasNot),
			read: rowReader(sink, log, (name) => new JsonField(this.#record, name))
		}));
		this.#lossCells = cells(['ts_delta', 'percent_lost']);
		this.#tellLoss = captureLoss(sink, (name) => new JsonField(this.#record, name));
	}

	read(bytes: Uint8Array, start: number, end: number): void {
		this.#record.read(bytes, start, end);
		const inner = this.#wrapped.take();
		if (inner !== null) this.#record.read(inner.bytes, 0, inner.bytes.length);
		const log = this.#find(inner?.log ?? null);
		if (log === undefined && this.#isLoss(inner?.log ?? null)) this.#tellLoss();
		log?.read();
		if (log === undefined) this.#record.keepNative();
		else this.#record.keepBeside();
	}

	finish(): void {
		this.#record.finish();
	}

	/** @param said as of `find` */
	#isLoss(said: string | null): boolean {
		if (!this.#path.load())
			return said === CAPTURE_LOSS || this.#lossCells.every((cell) => cell.isThere);
		return equalsBytes(this.#path.bytes, this.#path.start, this.#path.end, this.#lossPath);
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
