import type { Format, MessageFormat } from '../../format.ts';
import { everyLine } from '../../framing/every-line.ts';
import { messages as inLines, recogniseMessages } from '../../framing/messages.ts';
import { AuthReader } from './auth-reader.ts';
import { fits } from './programs.ts';

const messages: MessageFormat = { fits, open: (sink) => new AuthReader(sink) };

/**
 * What the programs of a Unix machine write about who came in and as whom: sshd, sudo, su, login, cron, PAM,
 * systemd-logind and those that change accounts. It stands in auth.log or secure.
 */
const format: Format = {
	name: 'auth-log',
	title: 'Unix authentication log (auth.log, secure)',
	tables: ['host'],
	cannotKnow: [
		'how many attempts or logons there were: sshd, PAM and logind each write of the same one',
		'the address of a client that was logged by name',
		'what was done after a logon',
		'the year of the times, and their zone, unless the header has them'
	],
	recognise: (head) =>
		recogniseMessages(head, messages, 'lines of sshd, sudo, su, cron, PAM or logind'),
	parts: everyLine,
	open: (sink) => inLines(sink, messages.open(sink)),
	messages
};

export default format;
