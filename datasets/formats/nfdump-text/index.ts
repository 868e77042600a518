import type { Format, Head, Recognition } from '../../format.ts';
import { lines } from '../../records/lines/lines.ts';
import { NfdumpLines } from './reader.ts';

/** A flow: date, time, duration, protocol, two addresses with ports and an arrow between them. */
const shape =
	/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\s+(?:\d+d )?[\d:]+\.\d{3}\s+\S+\s+\S+\s+<?->\s+\S+\s/;

/**
 * What nfdump prints for people: `-o line`, `long`, `extended`, `biline` and `bilong`, with short or full
 * IPv6 addresses (`line6`). As in its CSV, each direction is a row of its own (`one_way`). Headers and the statistics at
 * the end are no records.
 */
const format: Format = {
	name: 'nfdump-text',
	title: 'nfdump flows as text (line, long, extended)',
	tables: ['sessions'],
	cannotKnow: [
		'who began a conversation: each direction is a flow of its own, whose sender stands as the source; in the database two that belong together become one session, of whom flags, times and ports show to have begun it, or undirected',
		'whether a flow was answered, but where both directions are there',
		'an IPv6 address that is printed shortened; line6 and long6 print it in full',
		'large counts exactly: nfdump rounds them to a tenth of a million, unless told -N',
		'the order of TCP flags within a flow, and so the state',
		'payload bytes: the bytes of a flow count its headers too',
		'the zone of the times'
	],
	recognise,
	open: (sink) => lines(sink, new NfdumpLines(sink))
};

export default format;

function recognise(head: Head): Recognition | null {
	if (!head.lines.some((line) => shape.test(line))) return null;
	return {
		confidence: 0.95,
		because: 'lines of a time, a duration, a protocol and address:port -> address:port'
	};
}
