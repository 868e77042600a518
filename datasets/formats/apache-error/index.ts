import type { Format, MessageFormat } from '../../format.ts';
import { everyLine } from '../../framing/every-line.ts';
import { messages as inLines, recogniseMessages } from '../../framing/messages.ts';
import { ErrorLine } from './line.ts';
import { fits } from './shape.ts';

const messages: MessageFormat = { fits, open: (sink) => new ErrorLine(sink) };

/** The error log of Apache (httpd.apache.org, "Error Log"), of 2.2 and of 2.4, and what ModSecurity writes into it. */
const format: Format = {
	name: 'apache-error',
	title: 'Apache error log',
	tables: ['host'],
	cannotKnow: [
		'how a request was answered, and mostly what was asked for: the access log says it',
		'the address of the server, unless it is given at import',
		'which virtual host is meant',
		'the zone of the times'
	],
	recognise: (head) =>
		recogniseMessages(
			head,
			messages,
			'a time like [Thu Oct 13 12:24:49 2022] and a level in brackets'
		),
	parts: everyLine,
	open: (sink) => inLines(sink, messages.open(sink)),
	messages
};

export default format;
