import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { AccessLine } from './line.ts';
import { fits } from './shape.ts';

/** The access logs of Apache and nginx: common and combined, also with the virtual host in front. */
const format: Format = {
	name: 'web-combined',
	title: 'Apache and nginx access log',
	tables: ['web'],
	cannotKnow: [
		'the address of the server, unless it is given at import',
		'the ports of the connection',
		'the host asked for, unless it stands beside the client, as an address or a name with a dot or a port, or is given at import',
		'whether the client is a proxy that speaks for another',
		'where a request ends that holds quotes, if the server does not escape them'
	],
	...ofMessages(
		{
			fits,
			torn: tornBy(/^(?:nginx|httpd|apache2?)$/, /\[\d+\/|"/),
			open: (sink) => new AccessLine(sink)
		},
		'a client, a time like [02/Jan/2006:15:04:05 +0000] and a quoted request'
	)
};

export default format;
