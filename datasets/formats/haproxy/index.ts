import type { Format, MessageFormat } from '../../format.ts';
import { everyLine } from '../../framing/every-line.ts';
import { messages as inLines, recogniseMessages } from '../../framing/messages.ts';
import { HaproxyLine } from './line.ts';
import { fits } from './shape.ts';

const messages: MessageFormat = { fits, open: (sink) => new HaproxyLine(sink) };

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
		'the zone of the times'
	],
	recognise: (head) =>
		recogniseMessages(
			head,
			messages,
			'a client with its port, a time in brackets with milliseconds, and a frontend'
		),
	parts: everyLine,
	open: (sink) => inLines(sink, messages.open(sink)),
	messages
};

export default format;
