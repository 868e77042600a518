import { unreadable } from '#lib/unreadable.ts';
import { textOf } from '#lib/bytes.ts';
import { networksOf, readRange } from '#lib/address-range.ts';
import { cidrOf, contains, readNetwork } from '#lib/cidr.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { lines } from '../../records/lines/lines.ts';
import { intelRows } from '../../rows/intel/intel-row.ts';
import { ListHeader } from './list-header.ts';

/** `#`, and `;` as Spamhaus writes it. */
export function isComment(line: string): boolean {
	return /^\s*[#;]/.test(line);
}

export function isDshieldHeader(line: string): boolean {
	return /^[#\s]*Start\s*\tEnd\s*\tNetmask\b/i.test(line);
}

export const dshieldRow = /^(\d+\.\d+\.\d+\.\d+)\t(\d+\.\d+\.\d+\.\d+)\t(\d{1,2})(?:\t(.*))?$/;
export const listLine = /^(\S+(?: ?- ?[\d.]{7,15}$)?)(?:\s+[#;]\s*(.*))?$/;
const MOST_SHOWN = 8192;

/** Networks that a range of addresses may become; more has none that anybody lists. */
const MOST_NETWORKS = 256;

interface ListEntry {
	indicators: string[];
	note: string | null;
}

/** A list with one entry a line; a range of addresses is as many as it takes networks to say the same. */
export function listLines(sink: Sink): RecordReader {
	return entries(sink, isComment, (line) => {
		const parts = listLine.exec(line);
		if (parts === null) throw unreadable('more than an indicator', line);
		return { indicators: indicatorsOf(parts[1]!), note: parts[2]?.trim() || null };
	});
}

/** A range as the networks that it is; anything else as it stands. */
export function indicatorsOf(text: string): string[] {
	const range = text.length > 100 ? null : readRange(text);
	if (range === null) return [text];
	const networks = networksOf(range);
	if (networks.length > MOST_NETWORKS) throw unreadable('a range of too many networks', text);
	return networks.map(cidrOf);
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
		return { indicators: [cidrOf(network)], note: said || null };
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
			const { indicators, note } = read(line);
			const of = { list: header.name, note, port: null, listedAt: header.listedAt };
			commit(indicators.map((indicator) => ({ indicator, ...of })));
		}
	});
}
