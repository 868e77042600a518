import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { fits, FilterLine } from './line.ts';

/**
 * What filterlog writes of each packet that a rule of pf logs: pfSense ("Raw Filter Log Format" in its
 * documentation) and OPNsense, which has an identifier for the tracker and no word for an ICMP message.
 */
const format: Format = {
	name: 'filterlog',
	title: 'pfSense and OPNsense filter log (pf)',
	tables: ['firewall'],
	cannotKnow: [
		'whether pf answered what it blocked, with a reset or an ICMP error, or dropped it in silence',
		'what a rule of translation or of kind match decided: only pass and block are decisions',
		'the type of an ICMPv6 message, and on OPNsense that of any ICMP message',
		'the length of an IPv6 packet with its header: the log gives that of its payload',
		'the firewall, where pfSense sends BSD headers without a host, unless it is given at import',
		'the year of the times, and their zone, unless the syslog header has them'
	],
	...ofMessages(
		{ fits, torn: tornBy(/^(?:filterlog|pf)?$/, /^\d*,/), open: (sink) => new FilterLine(sink) },
		'rule, interface, action, way and IP version as filterlog writes'
	)
};

export default format;
