import { SPACE } from '#lib/ascii.ts';
import type { Format, Head, Recognition } from '../../format.ts';
import { w3cFields } from '../../records/w3c/w3c.ts';
import { blanksFor } from '../../records/fields/decoded-cell.ts';
import { w3cWeb } from '../../rows/web/w3c-web.ts';
import { behindMark } from './behind-mark.ts';
import { columns, isFromServer, isWeb, ofWebSite } from './fields.ts';

/**
 * The W3C extended logs of IIS (learn.microsoft.com, "W3C Logging"), with the fields that their header names:
 * of sites, and of HTTP.sys (httperr.log). Logs of other programs in this shape are read where their fields
 * tell of requests; those of IIS's mail and file services are kept in native columns.
 */
const format: Format = {
	name: 'iis-w3c',
	title: 'IIS log (W3C extended)',
	tables: ['web'],
	cannotKnow: [
		'what the header of the log does not name: each server chooses its fields',
		'when a request began: the time is that of the log entry, in whole seconds',
		'whether a plus in a user agent was sent as one or stands for a blank',
		'how a path was escaped when it was sent: the server logs it decoded in part',
		'the size of the body alone: the bytes are those of the whole response'
	],
	recognise,
	open: (sink) =>
		w3cWeb(sink, {
			separator: SPACE,
			columns,
			decoded: (cell, column, names) => {
				if (column === 'user_agent') return blanksFor(cell);
				return column === 'query' && names.includes('cs-uri-path') ? behindMark(cell) : cell;
			},
			isWeb,
			rowIsWeb: (row) => ofWebSite(row.cell('s-sitename'))
		})
};

export default format;

function recognise(head: Head): Recognition | null {
	if (!w3cFields(head.lines).some(isFromServer)) return null;
	return { confidence: 0.95, because: 'a #Fields line that names fields of client and server' };
}
