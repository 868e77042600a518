import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { AuthReader } from './auth-reader.ts';
import { fits } from './programs.ts';

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
	...ofMessages(
		{ fits, torn: () => false, open: (sink) => new AuthReader(sink) },
		'lines of sshd, sudo, su, cron, PAM or logind'
	)
};

export default format;
