import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { CheckPointLine } from './reader.ts';
import { fits } from './shape.ts';

/**
 * Logs of Check Point as Log Exporter sends them (syslog, splunk and generic), and as older tools did. What a
 * protection says is an alert, what names a resource a row of `web`, what says what was done with a connection
 * a row of `firewall`; all else, such as the log of administrators, is host log.
 */
const format: Format = {
	name: 'check-point',
	title: 'Check Point log (Log Exporter)',
	tables: ['firewall', 'alerts', 'web', 'host'],
	cannotKnow: [
		'whether a connection that was accepted was answered',
		'the numeric id of a protection, which has a name only',
		'that later records of a connection update one that came before'
	],
	...ofMessages(
		{
			fits,
			torn: tornBy(/^(?:CheckPoint)?$/, /\w[:=]"/),
			open: (sink) => new CheckPointLine(sink)
		},
		'the pairs that Log Exporter writes of a log, its loguid among them'
	)
};

export default format;
