import type { Message, MessageReader, Sink } from '../../format.ts';
import { pairShape } from '../../records/pairs/pair-shape.ts';
import { emptyHeader, HeadedEvents } from '../../rows/security/headed-event.ts';
import { lineUnreadable } from '../../records/lines/unreadable-line.ts';
import { DeviceZone } from './device-zone.ts';
import { eventCells, type CellOf } from './fields.ts';
import { headerFields, readHeader, versionAt } from './header.ts';
import { byEitherName } from './long-names.ts';

const extension = pairShape('=', ' ', { escapes: '=\\|nr', open: true });

/**
 * When the event began, was received by the device, and ended; behind them what FortiGate writes in place of
 * all three.
 */
const times = [
	'start', 'rt', 'end', 'FTNTFGTeventtime', 'FortinetFortiGateeventtime'
]; // prettier-ignore

/** Reads one event in CEF. */
export class CefLine implements MessageReader {
	readonly #events: HeadedEvents;
	readonly #header = emptyHeader();

	constructor(sink: Sink) {
		const ownTimes = (cell: CellOf) => {
			const key = byEitherName(cell);
			const zone = new DeviceZone(sink, key('dtz'));
			return times.map((name) => zone.timeIn(key(name)));
		};
		this.#events = new HeadedEvents(
			sink,
			{ header: headerFields, times: ownTimes },
			(cell, sender) => eventCells(byEitherName(cell), sender)
		);
	}

	read(message: Message): void {
		const version = versionAt(message);
		if (version < 0) throw lineUnreadable('not an event in CEF', message);
		if (!readHeader(this.#header, message.bytes, version, message.end))
			throw lineUnreadable('the header of CEF has fewer than seven fields', message);
		this.#events.read(message, this.#header, extension);
	}
}

/** Whether `CEF:0|` stands in a line, at its beginning or behind its header. */
export function fits(message: Message): boolean {
	return versionAt(message) >= 0;
}
