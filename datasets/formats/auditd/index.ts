import type { Format, Message, MessageFormat } from '../../format.ts';
import { recogniseMessages } from '../../records/lines/messages.ts';
import { AuditLine, auditEvents } from './audit-reader.ts';
import { emptyHeader, readHeader } from './header.ts';

const header = emptyHeader();

const messages: MessageFormat = {
	fits: (message: Message) => readHeader(header, message),
	open: (sink) => new AuditLine(sink)
};

/** The log of the Linux audit system (audit.log), also as the kernel or syslog carries it. */
const format: Format = {
	name: 'auditd',
	title: 'Linux audit log (auditd)',
	tables: ['host'],
	cannotKnow: [
		'the name of the parent of a process: only its number is logged',
		'names of accounts and system calls, unless auditd was told to add them',
		'what a call did whose rule does not record it',
		'which records belong together where they stand apart or among the lines of others'
	],
	recognise: (head) => recogniseMessages(head, messages, 'type= and audit(time:serial)'),
	open: auditEvents,
	messages
};

export default format;
