import type { Format, MessageFormat } from '../../format.ts';
import { everyLine } from '../../framing/every-line.ts';
import { messages as inLines, recogniseMessages } from '../../framing/messages.ts';
import { BanLine, fits } from './ban-line.ts';

const messages: MessageFormat = { fits, open: (sink) => new BanLine(sink) };

/** The log of fail2ban: which addresses it found, banned and let in again. */
const format: Format = {
	name: 'fail2ban',
	title: 'fail2ban log',
	tables: ['host'],
	cannotKnow: [
		'what the address did that was found: the log that fail2ban watched says it',
		'whether a ban took effect: that is done by the firewall',
		'the zone of the times, unless a syslog header has it'
	],
	recognise: (head) =>
		recogniseMessages(head, messages, 'a part of fail2ban, its process in brackets, and a level'),
	parts: everyLine,
	open: (sink) => inLines(sink, messages.open(sink)),
	messages
};

export default format;
