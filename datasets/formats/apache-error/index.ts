import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { ApacheErrorLine } from './line.ts';
import { fits } from './shape.ts';

/** The error log of Apache (httpd.apache.org, "Error Log"), of 2.2 and of 2.4, and what ModSecurity writes into it. */
const format: Format = {
	name: 'apache-error',
	title: 'Apache error log',
	tables: ['host'],
	cannotKnow: [
		'how a request was answered, and mostly what was asked for: the access log says it',
		'the address of the server, unless it is given at import',
		'which virtual host is meant',
		'which script wrote a line that has no time, and when',
		'the zone of the times'
	],
	...ofMessages(
		{
			fits,
			torn: tornBy(/^(?:httpd|apache2?)$/, /^\[/),
			open: (sink) => new ApacheErrorLine(sink)
		},
		'a time like [Thu Oct 13 12:24:49 2022] and a level in brackets'
	)
};

export default format;
