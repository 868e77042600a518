import { captureLoss, lossLog } from './capture-loss.ts';
import { HASH, LF, OPEN_BRACE } from '#lib/ascii.ts';
import { textOf } from '#lib/bytes.ts';
import type { Format, Head, Parting, Recognition, RecordReader, Sink } from '../../format.ts';
import { jsonRecords } from '../../records/json/json-records.ts';
import { recogniseJson, type Peeked } from '../../records/json/peek-json.ts';
import { ZeekJson } from './json.ts';
import { flatName } from './cell.ts';
import { zeekLogs, type ZeekLog } from './logs.ts';
import { rowReader } from './rows.ts';
import { TsvNative } from './tsv-native.ts';
import { TsvRow } from './tsv.ts';
import { isWrapped } from './wrapped.ts';

/** The logs of Zeek (docs.zeek.org, "Log files"), as text by their own headers or as JSON. */
const format: Format = {
	name: 'zeek',
	title: 'Zeek logs',
	tables: [...new Set(zeekLogs.map((log) => log.table))],
	cannotKnow: [
		'the code of an ICMP request: Zeek writes the type of the reply in its place',
		'whether TLS 1.3 ran over TCP or, as QUIC, over UDP',
		'what became of a notice: its actions are those of Zeek, not of a firewall',
		'the log that a JSON record is of, but for its fields, where _path is left out'
	],
	recognise,
	parts,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	const isHeader = (line: string) => /^#(separator \S|fields\t\S)/.test(line);
	if (head.lines.some(isHeader))
		return { confidence: 0.98, because: 'header lines that begin with #separator or #fields' };
	return recogniseJson(head, isZeek, 'JSON objects with ts and other fields that Zeek writes');
}

function isZeek(peeked: Peeked): boolean {
	if (isWrapped((path) => peeked.get(path))) return true;
	if (!/^[\d.eE+-]+$|^\d{4}-\d\d-\d\dT/.test(peeked.get('ts') ?? '')) return false;
	if (peeked.has('_path') || peeked.has('id.orig_h') || peeked.has('id_orig_h')) return true;
	return zeekLogs.some(({ has }) => has.every((name) => peeked.has(name)));
}

/** Text logs are read behind their header. */
function parts(head: Head): Parting | null {
	const { bytes } = head;
	if (bytes[0] !== HASH) return null;
	let at = 0;
	while (bytes[at] === HASH) {
		const stop = bytes.indexOf(LF, at);
		if (stop < 0) return null;
		at = stop + 1;
	}
	return { head: at };
}

const FOOTER = '#close';

/** What Zeek writes under a log when it closes it: the rows of another one may follow. */
function isFooter(line: string): boolean {
	return line.startsWith(FOOTER);
}

/** Between `#open` and `#close` the log was open, also where nothing was written. */
function claimOpen(sink: Sink, opened: string | null, closed: string): void {
	const [from, to] = [wallClock(opened ?? ''), wallClock(closed)];
	if (from === null || to === null) return;
	sink.claim({ from, to, isLocal: true, records: null, by: 'its header says that it was open' });
}

/** Microseconds since 1970 of `YYYY-MM-DD-hh-mm-ss`, as if it were UTC; null for anything else. */
function wallClock(text: string): bigint | null {
	const parts = /^(\d{4})-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)$/.exec(text);
	if (parts === null) return null;
	const [date, time] = [text.slice(0, 10), text.slice(11).replaceAll('-', ':')];
	const ms = Date.parse(`${date}T${time}Z`);
	return Number.isNaN(ms) ? null : BigInt(ms) * 1000n;
}

function open(sink: Sink): RecordReader {
	const text = new ZeekTsv(sink);
	let json: ZeekJson | null = null;
	return jsonRecords(sink, {
		skip(bytes, start, end) {
			if (bytes[start] !== HASH) return false;
			const line = textOf(bytes, start, end);
			if (isFooter(line)) claimOpen(sink, text.row.header.opened, line.slice(FOOTER.length).trim());
			else sink.turn();
			text.row.header.take(line);
			return true;
		},
		line(bytes, start, end) {
			const isText = text.row.header.fields !== null || firstOf(bytes, start) !== OPEN_BRACE;
			if (isText) text.read(bytes, start, end);
			else (json ??= new ZeekJson(sink)).read(bytes, start, end);
		},
		end: () => json?.finish()
	});
}

function firstOf(bytes: Uint8Array, start: number): number | undefined {
	let at = start;
	while (bytes[at] === 32 || bytes[at] === 9) at++;
	return bytes[at];
}

/** Reads the rows of text logs; what a row is follows from the header above it. */
class ZeekTsv {
	readonly row = new TsvRow();
	readonly #sink: Sink;
	readonly #declareBeside;
	#version = -1;
	#readRecord: (() => void) | null = null;
	#native: TsvNative | null = null;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#declareBeside = sink.beside(() => {
			this.#native ??= new TsvNative(sink, this.row);
		});
	}

	read(bytes: Uint8Array, start: number, end: number): void {
		this.row.read(bytes, start, end);
		if (this.row.header.version !== this.#version) this.#prepare();
		this.#native?.check();
		this.#readRecord?.();
		this.#native?.keep();
	}

	/** The log by its path, or by its fields where the header does not say it; undefined where no event table fits. */
	#log(): ZeekLog | undefined {
		const { path, fields } = this.row.header;
		const has = (name: string) =>
			fields!.includes(name) || (name.includes('.') && fields!.includes(flatName(name)));
		const log = zeekLogs.find((one) =>
			path === null ? one.has.every(has) && !one.hasNot.some(has) : one.path === path
		);
		if (log === undefined || (has('ts') && namesEnds(log, has))) return log;
		this.#sink.note(
			'a log whose fields have other names than those of Zeek is kept in native columns only'
		);
		return undefined;
	}

	#prepare(): void {
		const { header } = this.row;
		const log = this.#log();
		this.#version = header.version;
		const fields = (name: string) => this.row.cell(name);
		if (log !== undefined) this.#readRecord = rowReader(this.#sink, log, fields);
		else this.#readRecord = header.path === lossLog.path ? captureLoss(this.#sink, fields) : null;
		this.#native = log === undefined ? new TsvNative(this.#sink, this.row) : null;
		this.#declareBeside();
	}
}

/** Whether a header names one of the fields that an end of the log's records is read from. */
function namesEnds(log: ZeekLog, has: (name: string) => boolean): boolean {
	const ends = [...log.columns.src_ip!, ...log.columns.dst_ip!];
	return ends.some(has) || log.table === 'files';
}
