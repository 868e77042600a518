import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { FastLine } from './line.ts';
import { fits } from './shape.ts';

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
	...ofMessages(
		{
			fits,
			torn: tornBy(/^(?:snort|suricata)$/, /^\[\d+:|\[\*\*\]/),
			open: (sink) => new FastLine(sink)
		},
		'a time or a syslog header, and [gid:sid:rev] behind it'
	)
};

export default format;
