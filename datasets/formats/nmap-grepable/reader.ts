import { nothingToKeep, unreadable } from '#lib/unreadable.ts';
import { HASH } from '#lib/ascii.ts';
import { bytesOf, startsWith, textOf } from '#lib/bytes.ts';
import { canonicalAddress } from '#lib/address.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { lines } from '../../records/lines/lines.ts';
import { assetRows, type AssetMachine, type Port } from '../../rows/assets/asset-row.ts';
import { portsOf } from './ports.ts';

/** The comment that begins a scan, with its time. */
export const scanComment =
	/^# (?:Nmap|Masscan) \S+ scan initiated (\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4})(?: |$)/i;
/** A line of a host; masscan writes the time in front of it. */
export const hostLine =
	/^(?:Timestamp: (\d{1,12})\t)?Host: (\S+) \(([^\t]*)\)\s+(?=(?:Ports|Status|Protocols|Ignored State): )/;
const scanEnd = /^# (?:Nmap|Masscan) done at /i;
const MOST_COMMENT = 4096;
const host = bytesOf('Host: ');
const stamp = bytesOf('Timestamp: ');

/** Reads the lines of a scan. What stands in front of the first scan or behind its last host may be a comment. */
export function grepableReader(sink: Sink): RecordReader {
	return lines(sink, new ScanReader(sink));
}

class ScanReader {
	readonly #sink: Sink;
	readonly #commit: (machine: AssetMachine, port: Port | null) => void;
	/** When the scan at hand began; null where it does not say. */
	#begun: number | bigint | null = null;
	#open = false;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#commit = assetRows(sink);
	}

	skip(bytes: Uint8Array, start: number, end: number): boolean {
		if (bytes[start] !== HASH) return false;
		this.#comment(textOf(bytes, start, Math.min(end, start + MOST_COMMENT)));
		return true;
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		if (!startsWith(bytes, host, start, end) && !startsWith(bytes, stamp, start, end))
			throw unreadable('not the line of a host', textOf(bytes, start, Math.min(end, start + 80)));
		const text = textOf(bytes, start, end);
		const parts = hostLine.exec(text);
		if (parts === null) throw unreadable('neither status nor ports of a host', text);
		const [whole, seconds, address, hostname] = parts;
		const ip = canonicalAddress(address!);
		if (ip === null) throw unreadable('address not readable', address!);
		const seenAt = seconds === undefined ? this.#begun : this.#epoch(seconds);
		const machine = { ip, hostname: hostname === '' ? null : hostname!, seenAt };
		this.#sections(machine, text.slice(whole.length), seconds === undefined ? 7 : 6);
	}

	end(): void {
		if (this.#open) this.#sink.note('the scan has no end: hosts may be missing');
	}

	#comment(text: string): void {
		if (scanEnd.test(text)) this.#open = false;
		const parts = scanComment.exec(text);
		if (parts === null) return;
		this.#open = true;
		const time = bytesOf(parts[1]!);
		this.#begun = this.#sink.time.ctime(time, 0, time.length);
	}

	/** What is said of the machine: sections between tabs, each with its name. */
	#sections(machine: AssetMachine, text: string, fields: 6 | 7): void {
		const sections = text.split('\t').map((section) => section.trim());
		const ports = valueOf(sections, 'Ports: ');
		const status = valueOf(sections, 'Status: ');
		if (status !== null && status !== 'Up')
			throw nothingToKeep('no machine answered', `the host is ${status}`);
		if (ports === null && status === null && valueOf(sections, 'Protocols: ') !== null)
			throw unreadable('a scan of protocols, not of ports', text);
		const found = ports === null ? [] : portsOf(ports, fields);
		if (found.length === 0) this.#commit(machine, null);
		for (const port of found) this.#commit(machine, port);
		if (valueOf(sections, 'Ignored State: ') !== null)
			this.#sink.note('ports that nmap only counts (Ignored State) have no rows');
	}

	#epoch(seconds: string): number | bigint | null {
		const bytes = bytesOf(seconds);
		return this.#sink.time.epoch(bytes, 0, bytes.length);
	}
}

/** The value of the section of that name; empty where the section is, null where there is none. */
function valueOf(sections: readonly string[], name: string): string | null {
	const bare = name.trimEnd();
	const section = sections.find((one) => one.startsWith(name) || one === bare);
	return section === undefined ? null : section.slice(bare.length).trim();
}
