import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { RequestLine } from './line.ts';
import { fits } from './shape.ts';

/** The access log of Squid in its own format (wiki.squid-cache.org, "Squid native access.log format"). */
const format: Format = {
	name: 'squid',
	title: 'Squid access log',
	tables: ['web'],
	cannotKnow: [
		'the port of the client, its user agent and its referer',
		'the address of the server that a client asked for, where another proxy or the cache answered',
		'what went through a tunnel: only its CONNECT is logged, with the bytes of all of it',
		'the size of the body alone: the bytes are those of the whole answer'
	],
	...ofMessages(
		{ fits, torn: tornBy(/squid/, /^\d+\.\d+/), open: (sink) => new RequestLine(sink) },
		'a time since 1970, milliseconds, a client, and a result like TCP_MISS/200'
	)
};

export default format;
