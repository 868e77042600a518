import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { LeefLine, fits } from './reader.ts';

/**
 * IBM's Log Event Extended Format, which products of every kind write for QRadar. What a row is of, its event decides:
 * `SecurityEvents` has the rule, and `samples/README.md` says it in words.
 */
const format: Format = {
	name: 'leef',
	title: 'Log Event Extended Format (LEEF)',
	tables: ['alerts', 'firewall', 'web', 'host'],
	cannotKnow: [
		'what a vendor means by an attribute that LEEF does not define, an action among them',
		'the zone of a time that is text without one, or with an abbreviation other than UTC and GMT',
		'whether a connection that was allowed was answered',
		'which of two products an event came from, where one passes on what another wrote'
	],
	...ofMessages(
		{ fits, torn: tornBy(/^(?:LEEF)?$/, /LEEF:|\|/), open: (sink) => new LeefLine(sink) },
		'the header of LEEF: LEEF:1.0 or 2.0, vendor, product'
	)
};

export default format;
