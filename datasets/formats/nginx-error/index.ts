import type { Format, MessageFormat } from '../../format.ts';
import { everyLine } from '../../framing/every-line.ts';
import { messages as inLines, recogniseMessages } from '../../framing/messages.ts';
import { ErrorLine } from './line.ts';
import { fits } from './shape.ts';

const messages: MessageFormat = { fits, open: (sink) => new ErrorLine(sink) };

/** The error log of nginx (nginx.org, "Configuring logging"), and what ModSecurity writes into it. */
const format: Format = {
	name: 'nginx-error',
	title: 'nginx error log',
	tables: ['host'],
	cannotKnow: [
		'how a request was answered: the access log says it',
		'the port of the client, and the address of the server, unless it is given at import',
		'whether a client wrote into its request what looks like words of nginx',
		'the zone of the times'
	],
	recognise: (head) =>
		recogniseMessages(
			head,
			messages,
			'a time like 2006/01/02 15:04:05, a level in brackets, and process and thread'
		),
	parts: everyLine,
	open: (sink) => inLines(sink, messages.open(sink)),
	messages
};

export default format;
