import { textOf } from '#lib/bytes.ts';
import type { Format, Head, Recognition } from '../../format.ts';
import { byFirstLine } from '../../records/by-first-line.ts';
import { lines } from '../../records/lines/lines.ts';
import { textBlocks } from '../../records/blocks/text-blocks.ts';
import { humanKind, readHuman } from './human.ts';
import { isHeaderAt, readRow } from './row.ts';
import { SguilAlert } from './write.ts';

/**
 * The events that a query of Sguil's client finds, exported with a separator of choice (with or without names in
 * the first row, the message in quotes or not) or for people to read. All times are UTC, as Sguil keeps them.
 */
const format: Format = {
	name: 'sguil-query',
	title: 'Sguil query export',
	tables: ['alerts'],
	cannotKnow: [
		'the id of the rule: the numbers of an event are those of the sensor and of the event',
		'the class and the priority of the rule',
		'what became of the packet',
		'the type and the code of ICMP'
	],
	recognise,
	open(sink) {
		const alert = new SguilAlert(sink);
		const asRows = {
			skip: isHeaderAt,
			line: (bytes: Uint8Array, start: number, end: number) =>
				readRow(alert, textOf(bytes, start, end))
		};
		const asBlocks = {
			kind: humanKind,
			block: (bytes: Uint8Array) => readHuman(alert, textOf(bytes))
		};
		return byFirstLine(
			() => false,
			(line) => (isHuman(line) ? textBlocks(sink, asBlocks) : lines(sink, asRows))
		);
	}
};

export default format;

const header = /^STATUS\s?(,|\|\|?|\t|;)COUNT\s?\1Sensor\s?\1sid\.cid\b/;
const row =
	/^[A-Z][A-Z0-9](,|\|\|?|\t|;)\d{1,15}\1[^,|;\t]{0,99}\1\d{1,19}\.\d{1,19}\1\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\1/;
const human =
	/^Status:\S{0,9} Count:\d{1,15} Sensor:.{0,99} Event#\d{1,19}\.\d{1,19} \d{4}-\d\d-\d\d/;

/** A rule of dashes or the first line of an event. */
function isHuman(line: string): boolean {
	return /^-{30}/.test(line) || line.startsWith('Status:');
}

function recognise(head: Head): Recognition | null {
	if (head.lines.length > 0 && header.test(head.lines[0]!))
		return { confidence: 0.95, because: 'a header of the names that Sguil gives its columns' };
	if (
		head.lines.length > 0 &&
		isHuman(head.lines[0]!) &&
		head.lines.some((line) => human.test(line))
	)
		return {
			confidence: 0.95,
			because: 'Status:, Count:, Sensor: and Event# at the head of a line'
		};
	const fitting = head.lines.filter((line) => row.test(line)).length;
	if (fitting === 0) return null;
	return {
		confidence: fitting / head.lines.length > 0.5 ? 0.95 : 0.6,
		because: 'a status, a count, a sensor, sid.cid and a time as Sguil exports an event'
	};
}
