import { nothingToKeep, unreadable } from '#lib/unreadable.ts';
import { textOf } from '#lib/bytes.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { lines } from '../../records/lines/lines.ts';
import { intelRows } from '../../rows/intel/intel-row.ts';
import { indicatorsOf, isComment } from './list-lines.ts';

const created = /^(?:create|-N|--create)\s+(\S+)\s+(\w+:[\w,]+)/;
const added = /^(?:add|-A|--add)\s+(\S+)\s+(\S+)(.*)$/;
const named = /^Name: (\S+)$/;
/** What `ipset list` says of a set in front of its members. */
const told =
	/^(?:Type|Revision|Header|Size in memory|References|Number of entries|Members):(?: |$)/;
const otherCommands = /^(?:flush|destroy|swap|rename|-F|-X|COMMIT$)/;
const member = /^(\S+)(.*)$/;
/** `hash:ip` with a netmask keeps the first address of each net, and matches all of it. */
const netmask = / netmask (\d{1,3})(?: |$)/;
const MOST_SHOWN = 8192;
/** Sets that are remembered at most: a file may be made up. */
const MOST_SETS = 4096;

/** Whether a line is the first of a set, as `ipset save` or `ipset list` writes it. */
export function isIpsetHeader(line: string): boolean {
	return created.test(line) || named.test(line);
}

/** Whether only ipset writes such a line. */
export function isIpsetLine(line: string): boolean {
	return created.test(line) || added.test(line) || named.test(line) || told.test(line);
}

/**
 * The members of sets as `ipset save` and `ipset list` write them. The list is the name of the set. A member that
 * the set leaves out (`nomatch`), and one that is no address, is rejected.
 */
export function ipsetLines(sink: Sink): RecordReader {
	const commit = intelRows(sink);
	/** The set at hand of `ipset list`; empty where members name their set themselves. */
	let set = '';
	/** Bits of the nets that the addresses of a set stand for. */
	const netmasks = new Map<string, string>();

	function keepNetmask(line: string): void {
		const list = created.exec(line)?.[1] ?? (line.startsWith('Header:') ? set : undefined);
		const bits = netmask.exec(line)?.[1];
		if (list !== undefined && bits !== undefined && netmasks.size < MOST_SETS)
			netmasks.set(list, bits);
	}

	function isAside(line: string): boolean {
		const name = named.exec(line)?.[1];
		if (name !== undefined) set = name;
		keepNetmask(line);
		return (
			name !== undefined ||
			isComment(line) ||
			created.test(line) ||
			otherCommands.test(line) ||
			told.test(line)
		);
	}

	return lines(sink, {
		skip: (bytes, start, end) =>
			isAside(textOf(bytes, start, Math.min(end, start + MOST_SHOWN)).trim()),
		line(bytes, start, end) {
			const line = textOf(bytes, start, end).trim();
			const [, list, entry, rest = ''] = added.exec(line) ?? [line, set, ...partsOf(line)];
			if (!list || !entry) throw unreadable('not a member of a set', line);
			if (/ nomatch(?: |$)/.test(rest)) throw nothingToKeep('left out of the set (nomatch)', entry);
			const { indicators, note } = memberOf(entry, netmasks.get(list) ?? null);
			const left = secondsLeft(rest);
			const said = [note, optionsOf(rest, left)].filter((part) => part !== null).join('; ');
			const lapses = left === null ? null : (true as const);
			const of = { list, note: said || null, port: null, listedAt: null, lapses };
			commit(indicators.map((indicator) => ({ indicator, ...of })));
		}
	});
}

function partsOf(line: string): string[] {
	return member.exec(line)?.slice(1) ?? [];
}

/** The address of a member, or the net that it stands for, and what a set of several things (`hash:ip,port`) has beside it. */
function memberOf(
	entry: string,
	bits: string | null
): { indicators: string[]; note: string | null } {
	const comma = entry.indexOf(',');
	const address = comma < 0 ? entry : entry.slice(0, comma);
	const net = bits !== null && !/[-/]/.test(address) ? `${address}/${bits}` : address;
	return { indicators: indicatorsOf(net), note: comma < 0 ? null : entry.slice(comma + 1) };
}

/** In how many seconds after it was saved the set lets a member go; null where it keeps it. */
function secondsLeft(rest: string): string | null {
	return /^(?:[^"]*? )?timeout ([1-9]\d*)(?: |$)/.exec(rest)?.[1] ?? null;
}

/** The comment of a member, and when it lapses; counters say how it is used. */
function optionsOf(rest: string, left: string | null): string | null {
	const comment = /\bcomment "([^]*?)"(?: |$)/.exec(rest)?.[1] || null;
	const lapses = left === null ? null : `expires ${left} s after the set was saved`;
	return [comment, lapses].filter((part) => part !== null).join('; ') || null;
}
