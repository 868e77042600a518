import type { Format } from '../../format.ts';
import { everyLine } from '../../records/lines/every-line.ts';
import { messages } from '../../records/lines/messages.ts';
import { ForeignLines } from './foreign-lines.ts';
import { MixedReader } from '../../rows/host/mixed-reader.ts';
import { recognise } from './recognise.ts';

/**
 * A log that many programs write to through syslog, with headers of RFC 3164 or RFC 5424. Each line is read by
 * the first format that it fits; what none of them knows is what a machine logged of itself.
 */
const format: Format = {
	name: 'syslog',
	title: 'Syslog of several programs',
	tables: ['host'],
	cannotKnow: [
		'what a message means that no other format here reads: its text is kept, and nothing is taken out of it',
		'the year of the times, and their zone, unless the header has them',
		'severity and facility, unless the line begins with its priority',
		'whether a machine is who it says: the name in a header is what the sender wrote'
	],
	recognise,
	parts: everyLine,
	open: (sink, formats) => messages(sink, new MixedReader(sink, formats)),
	foreign: (sink, formats) => new ForeignLines(format.name, sink, formats)
};

export default format;
