import { textOf } from '#lib/bytes.ts';
import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { EventBlocks } from './blocks.ts';
import { EventReader } from './event.ts';

/**
 * The text of an event as Sguil's client exports it and people paste it into mails and web pages. White
 * space carries no meaning here, for the line breaks are often lost on the way.
 */
const format: Format = {
	name: 'sguil-event',
	title: 'Sguil event text',
	tables: ['alerts'],
	cannotKnow: [
		'the name of the sensor, unless it is given at import',
		'the id of the rule: the numbers behind Event# are those of the sensor and of the event',
		'the class and the priority of the rule',
		'what became of the packet'
	],
	recognise,
	open
};

export default format;

const shape = /Count:\s{0,9}\d{1,19}\s{0,9}Event#\d{1,19}\.\d{1,19}\s{0,9}\d{4}-\d\d-\d\d/;

function recognise(head: Head): Recognition | null {
	const found = shape.test(textOf(head.bytes));
	return found
		? { confidence: 0.95, because: 'Count:, Event# and a time as Sguil writes an event' }
		: null;
}

function open(sink: Sink): RecordReader {
	return new EventBlocks(sink, new EventReader(sink));
}
