import { unreadable } from '#lib/unreadable.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { microsOf } from '#lib/time.ts';
import type { Message, Sink } from '../../format.ts';
import type { JsonRecord } from '../../records/json/json-record.ts';
import { wholeOf } from '../../records/fields/numbers.ts';
import { unfit } from '../../records/fields/unfit.ts';

/**
 * `YY/MM/DD-…`, where Snort runs with `-y`. In the sources of Snort 3 (`ts_print`) the year stands in front; Snort 2,
 * and Snort 3 in its first alpha versions, had it behind (`MM/DD/YY-`). Two digits do not tell which, so that the
 * order of the releases holds for all.
 */
const yearFirst = /^(\d\d)\/(\d\d)\/(\d\d)-(.*)$/;
const fraction = /\.(\d{1,6})$/;
const LAST_SECOND = 253_402_300_799;

/**
 * Sets the time of the record at hand: its seconds since 1970, which need no zone and no year, with the fraction
 * of its timestamp; or the timestamp alone; or what a syslog header says.
 */
export function timeSetter(
	sink: Sink,
	record: JsonRecord,
	alerts: EventWriter
): (message: Message) => void {
	const seconds = record.at('seconds');
	const timestamp = record.at('timestamp');
	return (message) => {
		const written = timestamp.load()
			? textOf(timestamp.bytes, timestamp.start, Math.min(timestamp.end, timestamp.start + 40))
			: null;
		if (seconds.load()) {
			const since = wholeOf(seconds);
			if (typeof since !== 'number' || since < 0 || since > LAST_SECOND)
				throw unfit('no such time', seconds);
			return alerts.ts.set(microsOf(since, microsIn(written)));
		}
		const time = written === null ? message.ts : read(sink, written);
		if (time !== null) return alerts.ts.set(time);
		if (written === null) throw unreadable('the record has no timestamp');
		throw unreadable(`no such time: ${written}`);
	};
}

function microsIn(timestamp: string | null): number {
	const digits = timestamp === null ? undefined : fraction.exec(timestamp)?.[1];
	return digits === undefined ? 0 : Number(digits.padEnd(6, '0'));
}

function read(sink: Sink, timestamp: string): number | bigint | null {
	const parts = yearFirst.exec(timestamp);
	if (parts === null) {
		const bytes = bytesOf(timestamp);
		return sink.time.monthDay(bytes, 0, bytes.length);
	}
	const [, year, month, day, clock] = parts;
	return sink.time.isoText(`20${year}-${month}-${day} ${clock}`);
}
