import { readRange } from '#lib/address-range.ts';
import { textOf } from '#lib/bytes.ts';
import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { byFirstLine } from '../../records/by-first-line.ts';
import { plainName } from '#lib/plain-name.ts';
import { findColumns } from '../../records/csv/csv-columns.ts';
import { csvHead } from '../../records/csv/csv-head.ts';
import { readIndicator, refanged } from '../../rows/intel/indicator.ts';
import { tableKind } from '../../rows/table-kind.ts';
import { intelNames, isListed, sureNames } from '../../rows/intel/intel-record.ts';
import { commented, intelCsv } from './intel-csv.ts';
import { ipsetLines, isIpsetHeader, isIpsetLine } from './ipset.ts';
import {
	dshieldLines,
	dshieldRow,
	isComment,
	isDshieldHeader,
	listLine,
	listLines
} from './list-lines.ts';

/**
 * Lists of indicators: one address or network a line (netset, Spamhaus), DShield's block list, sets of `ipset
 * save` and `ipset list`, and CSV with a column of indicators, whose header may stand in a comment (abuse.ch).
 */
const format: Format = {
	name: 'intel-list',
	title: 'Block list or list of indicators',
	tables: ['intel'],
	cannotKnow: [
		'why an entry is listed, unless the line says so',
		'whether an entry was listed at another time than that of the file'
	],
	recognise,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	return recogniseLines(head) ?? recogniseCsv(head);
}

function recogniseLines(head: Head): Recognition | null {
	const all = linesOf(head);
	const entries = all.filter((line) => !isComment(line) && !isDshieldHeader(line));
	if (entries.length === 0) return null;
	const ofSets = entries.filter(isIpsetLine).length;
	if (
		isIpsetHeader(entries[0]!) &&
		(ofSets > entries.length / 2 || entries[0]!.startsWith('Name:'))
	)
		return { confidence: 0.95, because: 'a set of ipset, and its entries' };
	const dshield = entries.filter((line) => dshieldRow.test(line)).length;
	if (dshield > entries.length / 2 && (dshield > 2 || all.some(isDshieldHeader)))
		return { confidence: 0.95, because: 'start, end and netmask between tabs' };
	const addresses = entries.filter(isAddressLine).length;
	if (addresses <= entries.length / 2) return null;
	return {
		confidence: addresses / entries.length > 0.9 ? 0.93 : 0.7,
		because: 'an address or a network alone on a line'
	};
}

/** All lines of the head that are whole, trimmed and not blank: the comments of a list may be long. */
function linesOf(head: Head): string[] {
	const lines = textOf(head.bytes).split('\n');
	if (!head.whole) lines.pop();
	return lines.map((line) => line.replace(/^\ufeff/, '').trim()).filter((line) => line !== '');
}

function isAddressLine(line: string): boolean {
	const entry = listLine.exec(line)?.[1] ?? '';
	if (readRange(entry) !== null) return true;
	const indicator = readIndicator(entry);
	return indicator?.kind === 'ip' || indicator?.kind === 'cidr';
}

function recogniseCsv(head: Head): Recognition | null {
	const table = csvHead(head, { spaced: true, comment: commented });
	if (table === null || table.rows.length === 0 || table.names.length < 2) return null;
	const columns = findColumns(table.names, intelNames);
	const { indicator, kind: type, list, note, port } = columns;
	const listed_at = columns.listed_at_utc ?? columns.listed_at;
	if (indicator === undefined) return null;
	const fitting = table.rows.filter((row) =>
		isListed(type === undefined ? null : (row[type] ?? null), row[indicator]?.trim() ?? '')
	).length;
	if (fitting <= table.rows.length / 2) return null;
	const isSure = sureNames.includes(plainName(table.names[indicator]!));
	if (isSure || (type !== undefined && table.names.map(plainName).includes('toids')))
		return { confidence: 0.85, because: 'a header that names a column of indicators' };
	if (isAbuse(head) && listed_at !== undefined && (note !== undefined || port !== undefined))
		return { confidence: 0.85, because: 'the header of abuse.ch, with a column of indicators' };
	const kind = tableKind(table);
	if (kind === 'intel')
		return { confidence: 0.7, because: 'a header that names an address, and why it is banned' };
	if (kind !== null || list === undefined || (note === undefined && listed_at === undefined))
		return null;
	return { confidence: 0.55, because: 'a header that names an address or domain, and its list' };
}

/** Its lists say in their first comments whose they are, and name their columns as others do theirs. */
function isAbuse(head: Head): boolean {
	return head.lines.some((line) => /^#.*\babuse\.ch\b/i.test(line));
}

function open(sink: Sink): RecordReader {
	return byFirstLine(
		(line) => isComment(line) && !isDshieldHeader(line),
		(line) => {
			if (isDshieldHeader(line) || dshieldRow.test(line)) return dshieldLines(sink);
			if (isIpsetHeader(line)) return ipsetLines(sink);
			const entry = listLine.exec(line)?.[1] ?? '';
			const isEntry =
				line === '' || readRange(entry) !== null || readIndicator(refanged(entry)) !== null;
			return isEntry ? listLines(sink) : intelCsv(sink, line);
		}
	);
}
