import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { fits, RouterLine } from './line.ts';

/**
 * What MikroTik's RouterOS logs: the packets of firewall rules that log, and under its other topics what the
 * router did. Read as it sends them to syslog, and as it keeps them in files and prints them.
 */
const format: Format = {
	name: 'mikrotik',
	title: 'MikroTik RouterOS log',
	tables: ['firewall', 'host'],
	cannotKnow: [
		'what became of a packet, unless the log prefix of its rule says it',
		'which rule logged it, beyond prefix and chain',
		'the way of a packet in the chains before routing',
		'the router, where its own files are read, unless it is given at import',
		'the zone of the times, and the year where the header has none',
		'the day, where the router prints of today the time alone'
	],
	...ofMessages(
		{ fits, open: (sink) => new RouterLine(sink) },
		'topics of RouterOS, or in:, out:, proto and -> of its firewall'
	)
};

export default format;
