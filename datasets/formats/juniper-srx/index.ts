import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { fits, JuniperLine } from './reader.ts';

/**
 * Syslog of Juniper SRX, structured and as text. Sessions that were created, closed or denied are rows of
 * `firewall`: the policy decided about each, and one that is only logged when it is closed was allowed all the
 * same. What application tracking counted of a closed session is a row of `sessions`. Screens, intrusions and
 * viruses are alerts, filtered URLs rows of `web`, all other records host log.
 */
const format: Format = {
	name: 'juniper-srx',
	title: 'Juniper SRX log (RT_FLOW and others)',
	tables: ['firewall', 'sessions', 'alerts', 'web', 'host'],
	cannotKnow: [
		'that a session which is created and closed is one: it is two records where both are logged',
		'whether a policy denied silently or with an answer',
		'the year of the times, and their zone, unless the syslog header has them'
	],
	...ofMessages(
		{ fits, torn: tornBy(/^(?:RT_.*)?$/, /RT_|\w=/), open: (sink) => new JuniperLine(sink) },
		'structured data of Juniper, or names such as RT_FLOW_SESSION_CREATE'
	)
};

export default format;
