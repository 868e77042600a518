import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { BanLine, fits } from './ban-line.ts';

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
	...ofMessages(
		{ fits, torn: tornBy(/^fail2ban/, /^fail2ban/), open: (sink) => new BanLine(sink) },
		'a part of fail2ban, its process in brackets, and a level'
	)
};

export default format;
