import { bytesOf, equalsBytes } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { jsonStart } from '../../records/json/json-messages.ts';
import { JsonRecord, type JsonCell } from '../../records/json/json-record.ts';
import { DropTeller } from './drops.ts';
import { eveRows, type EveRow } from './rows.ts';

const stats = bytesOf('stats');

/** Reads one EVE record, on a line of its own or behind a syslog header. */
export class EveReader implements MessageReader {
	readonly #record: JsonRecord;
	readonly #type: JsonCell;
	readonly #rows: EveRow[];
	readonly #drops: DropTeller;

	constructor(sink: Sink) {
		this.#record = new JsonRecord(sink);
		this.#type = this.#record.at('event_type');
		this.#rows = eveRows(sink, this.#record);
		this.#drops = new DropTeller(sink, this.#record);
	}

	read(message: Message): void {
		this.#record.read(message.bytes, jsonStart(message), message.end);
		if (this.#readRow(message)) this.#record.keepBeside();
		else this.#record.keepNative();
	}

	end(): void {
		this.#record.finish();
	}

	/** False where records of this type have no event table. */
	#readRow(message: Message): boolean {
		if (!this.#type.load()) return false;
		const { bytes, start, end } = this.#type;
		const row = this.#rows.find((candidate) => equalsBytes(bytes, start, end, candidate.type));
		row?.read(message);
		if (equalsBytes(bytes, start, end, stats)) this.#drops.read();
		return row !== undefined;
	}
}
