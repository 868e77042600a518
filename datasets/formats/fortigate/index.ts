import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { fits, FortigateLine } from './reader.ts';

/**
 * Records of FortiOS (FortiGate), as sent by syslog, saved from the device, or exported by FortiAnalyzer.
 * Traffic is a row of `firewall`, since the device decided about it and says what: allowed sessions too, or
 * they would be missed where it is asked what a firewall let through. Only what a sniffer interface saw
 * (`subtype=sniffer`), which nobody decided about, is a row of `sessions`. A signature makes an alert.
 */
const format: Format = {
	name: 'fortigate',
	title: 'FortiGate log (FortiOS)',
	tables: ['firewall', 'sessions', 'alerts', 'web', 'dns', 'host'],
	cannotKnow: [
		'whether a session that was allowed was answered: packets are counted, and their flags are not told',
		'the zone of its times, where it writes neither eventtime nor tz',
		'what a profile did to a session that its policy allowed, beyond the record of the profile',
		'that a session went on for longer, where it is logged when it begins'
	],
	...ofMessages(
		{ fits, torn: tornBy(/^$/, /\w=/), open: (sink) => new FortigateLine(sink) },
		'type=, subtype=, logid= and the device, as FortiOS writes them'
	)
};

export default format;
