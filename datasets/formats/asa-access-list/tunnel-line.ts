import { rangeOf, readRange } from '#lib/address-range.ts';
import { allPackets, answersTo, type Box } from '../../rows/policy/box.ts';
import type { Match } from '../../rows/policy/match.ts';
import { network } from './matches.ts';
import { boxOf } from './nat-turning.ts';

const pool4 = /^ip local pool\s+\S+\s+(\S+)/;
const pool6 = /^ipv6 local pool\s+\S+\s+([^\s/]+)\/\d+\s+(\d{1,9})/;
const cryptoMap = /^crypto map\s+\S+\s+\d+\s+match address\s+(\S+)/;

/** Whether a line says which packets come through a tunnel. */
export function isTunnelLine(text: string): boolean {
	return [pool4, pool6, cryptoMap].some((line) => line.test(text));
}

/**
 * The packets that come through a tunnel: from addresses that its clients get, or answering those that a list leads
 * there.
 *
 * @param led what a list leads into a tunnel, by its name
 */
export function tunnelled(text: string, led: (list: string) => readonly Match[]): Box[] {
	const list = cryptoMap.exec(text)?.[1];
	if (list !== undefined) return led(list).map((match) => ofAnyPort(answersTo(boxOf(match))));
	return [{ ...allPackets, src: [poolOf(text)] }];
}

/** A program at the other end opens connections to other ports than those that the list may ask for. */
function ofAnyPort(box: Box): Box {
	return { ...box, sports: null, ports: null };
}

function poolOf(text: string) {
	const [, first, count] = pool6.exec(text) ?? pool4.exec(text)!;
	const found = readRange(count === undefined ? first! : `${first!}-${first!}`);
	if (found !== null)
		return { ...found, last: found.last + BigInt(Math.max(Number(count ?? 1), 1)) - 1n };
	return rangeOf(network(first!));
}
