import { TAB } from '#lib/ascii.ts';
import type { Format, Head, Recognition } from '../../format.ts';
import { w3cFields } from '../../records/w3c/w3c.ts';
import { percentDecoded } from '../../records/fields/decoded-cell.ts';
import { w3cWeb } from '../../rows/web/w3c-web.ts';

/** The standard logs of Amazon CloudFront (docs.aws.amazon.com, "Standard logging reference"). */
const format: Format = {
	name: 'cloudfront',
	title: 'Amazon CloudFront access log',
	tables: ['web'],
	cannotKnow: [
		'the address of the edge server that answered, and of the origin behind it',
		'when a request began: the time is that of the end of the answer, in whole seconds',
		'the size of the body alone: the bytes are those of the whole response',
		'who sent what a proxy passed on: the address is that of the proxy',
		'every request: CloudFront delivers logs as well as it can, and may leave some out'
	],
	recognise,
	open: (sink) =>
		w3cWeb(sink, {
			separator: TAB,
			columns,
			decoded: (cell, column) => (encoded.has(column) ? percentDecoded(cell) : cell),
			isWeb: (names) => names.includes('cs-method') && names.includes('cs-uri-stem')
		})
};

export default format;

/** The fields that fill each column; the first that has a value counts. */
const columns: Readonly<Record<string, readonly string[]>> = {
	src_ip: ['c-ip'],
	src_port: ['c-port'],
	host: ['x-host-header', 'cs(Host)'],
	method: ['cs-method'],
	path: ['cs-uri-stem'],
	query: ['cs-uri-query'],
	status: ['sc-status'],
	bytes: ['sc-bytes'],
	user_agent: ['cs(User-Agent)'],
	referer: ['cs(Referer)']
};

/** What CloudFront writes encoded, but for the parts of the URL, which were sent so. */
const encoded = new Set(['user_agent', 'referer']);

function recognise(head: Head): Recognition | null {
	const isEdge = (names: string[]) => names.some((name) => name.startsWith('x-edge-'));
	if (!w3cFields(head.lines).some(isEdge)) return null;
	return { confidence: 0.97, because: 'a #Fields line that names the edge location' };
}
