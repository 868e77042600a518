import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { NginxErrorLine } from './line.ts';
import { fits } from './shape.ts';

/** The error log of nginx (nginx.org, "Configuring logging"), and what ModSecurity writes into it. */
const format: Format = {
	name: 'nginx-error',
	title: 'nginx error log',
	tables: ['host'],
	cannotKnow: [
		'how a request was answered: the access log says it',
		'the port of the client, and the address of the server, unless it is given at import',
		'which client is the real one where one sent words of nginx that fit as well as its own (nginx 1.22 escapes nothing here): it is left out, with a note',
		'the zone of the times'
	],
	...ofMessages(
		{
			fits,
			torn: tornBy(/^nginx$/, /^\d{4}\/|^\[\w+\] \d+#/),
			remembers: true,
			open: (sink) => new NginxErrorLine(sink)
		},
		'a time like 2006/01/02 15:04:05, a level in brackets, and process and thread'
	)
};

export default format;
