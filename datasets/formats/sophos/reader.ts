import { bytesOf } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { hasKeys } from '../../records/pairs/key-search.ts';
import { pairShape } from '../../records/pairs/pair-shape.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { Sender } from '../../records/fields/sender.ts';
import { PairRecord } from '../../records/pairs/pair-record.ts';
import { lineUnreadable } from '../../records/lines/unreadable-line.ts';
import { SfosRows } from './sfos.ts';
import { UtmRows } from './utm.ts';

const shape = pairShape('=', ' ', { escapes: '"' });

/** Reads one record of SFOS or of UTM 9. */
export class SophosLine implements MessageReader {
	readonly #record: PairRecord;
	readonly #sender: Sender;
	readonly #sfos: SfosRows;
	readonly #utm: UtmRows;
	readonly #type: FieldBytes;
	readonly #id: FieldBytes;

	constructor(sink: Sink) {
		this.#record = new PairRecord(sink, ['-', 'N/A']);
		this.#sender = new Sender(sink);
		this.#type = this.#record.cell('log_type');
		this.#id = this.#record.cell('id');
		this.#sfos = new SfosRows(sink, this.#record, this.#sender);
		this.#utm = new UtmRows(sink, this.#record, this.#sender);
	}

	read(message: Message): void {
		this.#sender.take(message);
		this.#record.readMessage(message, shape);
		const ofSfos = this.#type.load();
		if (!ofSfos && !this.#id.load()) throw lineUnreadable('not a Sophos record', message);
		const row = (ofSfos ? this.#sfos : this.#utm).set(message);
		this.#record.commit(row.writer);
	}
}

const sfos = ['log_type=', 'log_component=', 'log_subtype='].map(bytesOf);
const utm = ['id=', 'severity=', 'sys=', 'sub=', 'name='].map(bytesOf);
const proxied = ['id=', 'srcip=', 'localip=', 'statuscode=', 'url='].map(bytesOf);

/** Whether a line is a record of SFOS, of UTM 9, or of UTM's reverse proxy. */
export function fits({ bytes, start, end }: Message): boolean {
	const range = { start, end };
	return (
		hasKeys(bytes, sfos, range) || hasKeys(bytes, utm, range) || hasKeys(bytes, proxied, range)
	);
}
