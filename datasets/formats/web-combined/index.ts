import type { Format, Head, Recognition } from '../../format.ts';
import { open } from './line.ts';

const shape = /^\S+ .{0,300}?\[\d\d\/[A-Z][a-z][a-z]\/\d{4}:\d\d:\d\d:\d\d(?: [+-]\d{4})?\] "/;

/** The access logs of Apache and nginx: common and combined, also with the virtual host in front. */
const format: Format = {
	name: 'web-combined',
	title: 'Apache and nginx access log',
	tables: ['web'],
	cannotKnow: [
		'the address of the server, unless it is given at import',
		'the ports of the connection',
		'the host asked for, unless the line begins with it or it is given at import',
		'whether the client is a proxy that speaks for another'
	],
	recognise,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	const fitting = head.lines.filter((line) => shape.test(line)).length;
	if (fitting === 0) return null;
	const confidence = fitting / head.lines.length > 0.5 ? 0.95 : 0.6;
	return {
		confidence,
		because: 'a client, a time like [02/Jan/2006:15:04:05 +0000] and a quoted request'
	};
}
