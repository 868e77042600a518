import { SLASH } from '#lib/ascii.ts';
import { isDigit, skipWhite, textOf, wordEnd } from '#lib/bytes.ts';
import type { TimeReader } from '#lib/time-reader.ts';
import { unreadable } from '#lib/unreadable.ts';

export interface ProxmoxHeader {
	ts: number | bigint;
	/** Chain that logged: `tap100i0-IN`, `PVEFW-HOST-IN`. */
	chain: string;
	/** Where the log prefix begins. */
	prefix: number;
}

/**
 * What stands in front of a packet in `pve-firewall.log`: number of the guest (0 for the host), log level,
 * chain, and a time with its zone, as in `100 4 tap100i0-IN 21/Jan/2024:10:11:12 +0100 policy DROP: `. Null
 * where that is not there.
 * @throws where it is there, and the time is none
 */
export function readProxmoxHeader(
	time: TimeReader,
	bytes: Uint8Array,
	start: number,
	end: number
): ProxmoxHeader | null {
	const guest = wordEnd(bytes, start, end);
	const level = skipWhite(bytes, guest, end);
	const chain = skipWhite(bytes, wordEnd(bytes, level, end), end);
	const chainEnd = wordEnd(bytes, chain, end);
	const from = skipWhite(bytes, chainEnd, end);
	const to = wordEnd(bytes, skipWhite(bytes, wordEnd(bytes, from, end), end), end);
	if (!isDigit(bytes[start]) || !isDigit(bytes[level]) || from >= end) return null;
	const ts = time.commonLog(bytes, from, to);
	if (ts === null) {
		if (isDigit(bytes[from]) && bytes[from + 2] === SLASH && bytes[from + 6] === SLASH)
			throw unreadable('no such time', textOf(bytes, from, to));
		return null;
	}
	return { ts, chain: textOf(bytes, chain, chainEnd), prefix: skipWhite(bytes, to, end) };
}
