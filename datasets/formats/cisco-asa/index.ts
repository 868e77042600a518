import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { AsaLine, fits } from './line.ts';

/**
 * What Cisco's ASA, and FTD and PIX in the same words, send to syslog ("Cisco Secure Firewall ASA Series Syslog
 * Messages"). A connection that is built is a decision of the firewall, and one that is torn down a session;
 * what is denied is a decision; every other message is kept as text of the host.
 */
const format: Format = {
	name: 'cisco-asa',
	title: 'Cisco ASA, FTD and PIX syslog',
	tables: ['firewall', 'sessions', 'host'],
	cannotKnow: [
		'who began a connection that is torn down: its line names both ends and no direction, and they stand as they are named; the Built line with the same number says it',
		'how many bytes each side of a connection sent: the line has their sum, which is kept in the native columns',
		'whether the far side answered, unless a TCP connection was closed by both',
		'when an ICMP exchange began: its teardown has no duration, and stands at its end',
		'the address behind a name that the device writes in its place',
		'how often a rule matched, beyond the native columns: hit-cnt counts many packets in one line',
		'the zone of the times, and the time at all where the device is not told to send it'
	],
	...ofMessages(
		{
			fits,
			torn: tornBy(/^(?:%.*)?$/, /%(?:ASA|FTD|PIX|FWSM)/),
			remembers: true,
			open: (sink) => new AsaLine(sink)
		},
		'%ASA, %FTD or %PIX, a severity and a number of six digits'
	)
};

export default format;
