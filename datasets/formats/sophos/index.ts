import type { Format, MessageFormat } from '../../format.ts';
import { everyLine } from '../../framing/every-line.ts';
import { messages as inLines, recogniseMessages } from '../../framing/messages.ts';
import { fits, RecordLine } from './reader.ts';

const messages: MessageFormat = { fits, open: (sink) => new RecordLine(sink) };

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
	recognise: (head) =>
		recogniseMessages(
			head,
			messages,
			'log_type= and log_component=, or sys= and sub=, as Sophos writes them'
		),
	parts: everyLine,
	open: (sink) => inLines(sink, messages.open(sink)),
	messages
};

export default format;
