import type { EventWriter } from '#tables/event-writer.ts';
import type { Sink } from '../../format.ts';
import { LoggingMachine } from '../../rows/host/machine.ts';
import type { AsaRecord } from './record.ts';
import type { Shape } from './shapes.ts';
import { part } from './template.ts';

const ID_DIGITS = 6;

/** Any other message: its number, severity and text, and of some who it was about. */
export class AsaHostRow {
	readonly #sink: Sink;
	readonly #writer: EventWriter;
	readonly #columns;
	readonly #machine: LoggingMachine;

	constructor(sink: Sink) {
		this.#sink = sink;
		const writer = sink.table('host');
		this.#writer = writer;
		this.#machine = new LoggingMachine(sink, writer);
		this.#columns = {
			product: writer.text('product'),
			eventId: writer.text('event_id'),
			severity: writer.int32('severity'),
			category: writer.text('category'),
			action: writer.text('action'),
			user: writer.text('user'),
			message: writer.text('message')
		};
	}

	/** @param shape null where only the text of the message is known */
	write(record: AsaRecord, shape: Shape | null): void {
		const { bytes, tag, end, deviceStart, deviceEnd } = record;
		const { product, eventId, severity, category, message } = this.#columns;
		if (record.ts !== null) this.#writer.ts.set(record.ts);
		this.#machine.set(bytes, deviceStart, deviceEnd);
		product.setBytes(bytes, tag.productStart, tag.productEnd);
		eventId.setBytes(bytes, tag.idStart, tag.idStart + ID_DIGITS);
		severity.set(tag.severity);
		if (tag.classEnd > tag.classStart) category.setBytes(bytes, tag.classStart, tag.classEnd);
		if (end > tag.text) message.setBytes(bytes, tag.text, end);
		if (shape !== null) this.#writeParts(record, shape);
		this.#writer.commit();
	}

	#writeParts(record: AsaRecord, shape: Shape): void {
		const { bytes, found } = record;
		record.setFlow(this.#sink, this.#writer, shape, false);
		if (shape.category !== null) this.#columns.category.set(shape.category);
		if (shape.action !== null) this.#columns.action.set(shape.action);
		if (found.has(part.user))
			this.#columns.user.setBytes(bytes, found.starts[part.user]!, found.ends[part.user]!);
	}
}
