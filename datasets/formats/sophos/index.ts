import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { fits, SophosLine } from './reader.ts';

/**
 * Logs of Sophos firewalls: SFOS (XG and XGS) in its key=value form, and UTM 9. Records of the packet filter are
 * rows of `firewall`, sessions that it allowed too; a signature, a virus or a threat by name is an alert; a
 * request through proxy or web application firewall is a row of `web`; all else is host log.
 */
const format: Format = {
	name: 'sophos',
	title: 'Sophos firewall log (SFOS and UTM)',
	tables: ['firewall', 'alerts', 'web', 'host'],
	cannotKnow: [
		'whether a session that was allowed was answered',
		'the zone of the times of UTM, and of SFOS where it names one by letters other than UTC and GMT',
		'which rule logged a packet, beyond its number, where rules have no names'
	],
	...ofMessages(
		{ fits, torn: tornBy(/^$/, /\w=/), open: (sink) => new SophosLine(sink) },
		'log_type= and log_component=, or sys= and sub=, as Sophos writes them'
	)
};

export default format;
