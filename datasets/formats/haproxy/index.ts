import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { HaproxyLine } from './line.ts';
import { fits } from './shape.ts';

/**
 * The logs of HAProxy (docs.haproxy.org, "Logging"): of HTTP, of TCP, of connections alone, of connections
 * that failed, and of its own state.
 */
const format: Format = {
	name: 'haproxy',
	title: 'HAProxy log',
	tables: ['web', 'sessions', 'host'],
	cannotKnow: [
		'the address that a client connected to, and of the server behind: servers are named, not addressed',
		'user agent, referer and host, unless captured; a captured header stands without its name',
		'how a TCP session ended on the wire, and what the client sent',
		'the size of the body alone: the bytes are those of the whole response',
		'the zone of the times, but in the form of CLF, which is in UTC',
		'in CLF the part of a second: its milliseconds are those of when the connection was accepted, not the request',
		'where a line of more than 1024 bytes ended, the length at which it is cut by default'
	],
	...ofMessages(
		{
			fits,
			torn: tornBy(/^(?:haproxy|rsyslogd)$/, /^\S+:\d+ \[/),
			open: (sink) => new HaproxyLine(sink)
		},
		'a client with its port, a time in brackets with milliseconds, and a frontend'
	)
};

export default format;
