import type { Format, MessageFormat } from '../../format.ts';
import { everyLine } from '../../framing/every-line.ts';
import { messages as inLines, recogniseMessages } from '../../framing/messages.ts';
import { FastLine } from './line.ts';
import { fits } from './shape.ts';

const messages: MessageFormat = { fits, open: (sink) => new FastLine(sink) };

/**
 * The one-line alerts of Snort (`alert_fast`) and Suricata (`fast.log`), and what both send to syslog.
 * Suricata writes the year, Snort does not unless told to; neither writes a zone.
 */
const format: Format = {
	name: 'suricata-fast',
	title: 'Snort and Suricata fast alerts',
	tables: ['alerts'],
	cannotKnow: [
		'the sensor, unless a syslog header names its host or it is given at import',
		'the zone of the times, unless a syslog header has it',
		'whether the packet was dropped, unless the line says so',
		'the id of the flow'
	],
	recognise: (head) =>
		recogniseMessages(head, messages, 'a time or a syslog header, and [gid:sid:rev] behind it'),
	parts: everyLine,
	open: (sink) => inLines(sink, messages.open(sink)),
	messages
};

export default format;
