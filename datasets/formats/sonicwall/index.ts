import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { fits, SonicwallLine } from './reader.ts';

/**
 * Syslog of SonicWall (SonicOS), in its default and its enhanced form. What names an intrusion or spyware is an
 * alert; a request to a named server is a row of `web`; what has both ends and says whether it was let through
 * is a row of `firewall`; all else is what the firewall logged of itself.
 */
const format: Format = {
	name: 'sonicwall',
	title: 'SonicWall log (SonicOS)',
	tables: ['firewall', 'alerts', 'web', 'host'],
	cannotKnow: [
		'whether a connection that was let through was answered',
		'the zone of its times, unless they end in UTC',
		'what was done with a packet, where neither fw_action nor the text of the message says it'
	],
	...ofMessages(
		{ fits, torn: tornBy(/^$/, /\w=/), open: (sink) => new SonicwallLine(sink) },
		'id=, sn=, time=, fw= and m= as SonicOS writes them'
	)
};

export default format;
