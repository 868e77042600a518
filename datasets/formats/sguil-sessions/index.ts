import type { Format, Head, Recognition } from '../../format.ts';
import { lines } from '../../records/lines/lines.ts';
import { separatorOf } from './fields.ts';
import { headerOf, SessionLines } from './reader.ts';

/**
 * What the Sguil client exports of a query for sessions (Sensor, SSN ID, Start Time, End Time, Source IP, …),
 * with or without its header, separated by a comma, a tab, a bar or two bars. All times are UTC, as Sguil
 * keeps them.
 */
const format: Format = {
	name: 'sguil-sessions',
	title: 'Sguil session export',
	tables: ['sessions'],
	cannotKnow: [
		'the protocol: the export leaves it out',
		'the flags that were seen, and so the state, and whether an answer was more than a reset',
		'whether the bytes count headers too',
		'times below the second'
	],
	recognise,
	open: (sink) => lines(sink, new SessionLines(sink))
};

export default format;

function recognise(head: Head): Recognition | null {
	const header = head.lines.some((line) => headerOf(line) !== null);
	if (header) return { confidence: 0.97, because: 'a header that begins with Sensor, SSN ID' };
	const fitting = head.lines.filter((line) => separatorOf(line) !== null).length;
	if (fitting === 0) return null;
	return {
		confidence: fitting / head.lines.length > 0.5 ? 0.9 : 0.6,
		because: 'the twelve columns that Sguil exports of a session'
	};
}
