import { textOf } from '#lib/bytes.ts';
import { cidrOf, contains, readNetwork } from '#lib/cidr.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { lines } from '../../framing/lines.ts';
import { unreadable } from '../../framing/named-csv.ts';
import { intelRows } from './intel-row.ts';
import { ListHeader } from './list-header.ts';

/** `#`, and `;` as Spamhaus writes it. */
export function isComment(line: string): boolean {
	return /^\s*[#;]/.test(line);
}

export function isDshieldHeader(line: string): boolean {
	return /^[#\s]*Start\s*\tEnd\s*\tNetmask\b/i.test(line);
}

export const dshieldRow = /^(\d+\.\d+\.\d+\.\d+)\t(\d+\.\d+\.\d+\.\d+)\t(\d{1,2})(?:\t(.*))?$/;
export const listLine = /^(\S+)(?:\s+[#;]\s*(.*))?$/;
const MOST_SHOWN = 8192;

interface ListEntry {
	indicator: string;
	note: string | null;
}

/** A list with one entry a line. */
export function listLines(sink: Sink): RecordReader {
	return entries(sink, isComment, (line) => {
		const parts = listLine.exec(line);
		if (parts === null) throw unreadable('more than an indicator', line);
		return { indicator: parts[1]!, note: parts[2]?.trim() || null };
	});
}

/** DShield's block list: start, end, netmask, attacks, name, country and address for mail, between tabs. */
export function dshieldLines(sink: Sink): RecordReader {
	const isAside = (line: string) => isComment(line) || isDshieldHeader(line);
	return entries(sink, isAside, (line) => {
		const parts = dshieldRow.exec(line);
		if (parts === null) throw unreadable('not a line of start, end and netmask', line);
		const [, start, end, bits, rest = ''] = parts;
		const network = readNetwork(`${start}/${bits}`);
		const last = readNetwork(end!);
		if (network === null || last === null || !contains(network, last))
			throw unreadable('start, end and netmask do not agree', `${start} ${end} ${bits}`);
		const [attacks, name, country] = rest.split('\t').map((text) => text.trim());
		const said = [name, country, attacks ? `${attacks} attacks` : ''].filter(Boolean).join(', ');
		return { indicator: cidrOf(network), note: said || null };
	});
}

function entries(
	sink: Sink,
	isAside: (line: string) => boolean,
	read: (line: string) => ListEntry
): RecordReader {
	const header = new ListHeader(sink);
	const commit = intelRows(sink);
	return lines(sink, {
		skip(bytes, start, end) {
			const line = textOf(bytes, start, Math.min(end, start + MOST_SHOWN));
			if (!isAside(line)) return false;
			header.comment(line);
			return true;
		},
		line(bytes, start, end) {
			header.close();
			const line = textOf(bytes, start, end).trim();
			const entry = read(line);
			commit({ ...entry, list: header.name, listedAt: header.listedAt });
		}
	});
}
