import type { Message, MessageReader, Sink } from '../../format.ts';
import { pairShape, type PairShape } from '../../records/pairs/pair-shape.ts';
import { emptyHeader, HeadedEvents } from '../../rows/security/headed-event.ts';
import { lineUnreadable } from '../../records/lines/unreadable-line.ts';
import { timeIn } from '../../records/fields/record-time.ts';
import { DeviceTime } from './device-time.ts';
import { eventCells } from './fields.ts';
import { headerFields, readHeader, versionAt, type LeefHeader } from './header.ts';

const times = ['startTime', 'eventTime', 'ReceiveTime'];

/** Reads one event in LEEF. */
export class LeefLine implements MessageReader {
	readonly #events: HeadedEvents;
	readonly #header: LeefHeader = { ...emptyHeader(), delimiter: 0 };
	/** Shapes by their delimiter. */
	readonly #shapes = new Map<number, PairShape>();

	constructor(sink: Sink) {
		this.#events = new HeadedEvents(
			sink,
			{
				header: headerFields,
				times: (cell) => [
					new DeviceTime(sink, cell),
					...times.map((name) => timeIn(sink.time, cell(name)))
				]
			},
			eventCells
		);
	}

	read(message: Message): void {
		const version = versionAt(message);
		if (version < 0) throw lineUnreadable('not an event in LEEF', message);
		const header = this.#header;
		if (!readHeader(header, message.bytes, version, message.end))
			throw lineUnreadable('the header of LEEF has fewer than five fields', message);
		this.#events.read(message, header, this.#shapeOf(header.delimiter));
	}

	#shapeOf(delimiter: number): PairShape {
		const known = this.#shapes.get(delimiter);
		if (known !== undefined) return known;
		const shape = pairShape('=', String.fromCharCode(delimiter));
		this.#shapes.set(delimiter, shape);
		return shape;
	}
}

/** Whether `LEEF:1.0|` or `LEEF:2.0|` stands in a line, at its beginning or behind its header. */
export function fits(message: Message): boolean {
	return versionAt(message) >= 0;
}
