import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { CefLine, fits } from './reader.ts';

/**
 * ArcSight's Common Event Format, which products of every kind write. What a row is of, its event decides:
 * `SecurityEvents` has the rule, and `samples/README.md` says it in words.
 */
const format: Format = {
	name: 'cef',
	title: 'Common Event Format (CEF)',
	tables: ['alerts', 'firewall', 'web', 'host'],
	cannotKnow: [
		'what a vendor means by a key of its own, or by a custom one whose label is free text',
		'the zone of a time that is text without one',
		'whether a connection that was allowed was answered',
		'which of two products an event came from, where one passes on what another wrote'
	],
	...ofMessages(
		{ fits, torn: tornBy(/^(?:CEF)?$/, /CEF:|\|/), open: (sink) => new CefLine(sink) },
		'the header of CEF: CEF:0, vendor, product'
	)
};

export default format;
