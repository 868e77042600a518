import { unreadable } from '#lib/unreadable.ts';
import { CLOSE_BRACKET, COLON, COMMA, OPEN_BRACKET, SPACE } from '#lib/ascii.ts';
import {
	bytesOf,
	indexOfByte,
	isDigit,
	skipWhite,
	startsWith,
	textOf,
	wordEnd
} from '#lib/bytes.ts';
import type { NativeWriter } from '#tables/native-writer.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { HostMessage } from '../../rows/host/host-message.ts';
import { severityOf } from '../../rows/host/severity.ts';

const NAME = bytesOf('fail2ban.');
/** Behind the time stands `fail2ban.`; the longest time is shorter. */
const LATEST_NAME = 40;

/** What fail2ban does with an address, each before the address. */
const phrases: readonly (readonly [words: Uint8Array, action: string])[] = [
	['Increase Ban ', 'Increase Ban'],
	['Restore Ban ', 'Restore Ban'],
	['Unban ', 'Unban'],
	['Ban ', 'Ban'],
	['Found ', 'Found'],
	['Ignore ', 'Ignore']
].map(([words, action]) => [bytesOf(words!), action!] as const);

/**
 * Where `fail2ban.part` begins: behind the log's own time, or in a syslog line as the program; -1 where the line is
 * none of fail2ban.
 */
function partAt({ bytes, lineStart, rest, end, ts, programStart, programEnd }: Message): number {
	if (ts !== null && startsWith(bytes, NAME, programStart, programEnd)) return programStart;
	if (ts !== null && startsWith(bytes, NAME, rest, end)) return rest;
	if (!isDigit(bytes[lineStart])) return -1;
	// The log's own time has two words, and the part behind them looks like the host of a syslog header.
	const clock = skipWhite(bytes, wordEnd(bytes, lineStart, end), end);
	const part = skipWhite(bytes, wordEnd(bytes, clock, end), end);
	return part - lineStart <= LATEST_NAME && startsWith(bytes, NAME, part, end) ? part : -1;
}

export function fits(message: Message): boolean {
	return partAt(message) >= 0;
}

/** Reads one line: a jail and what was done, or what fail2ban says of itself. */
export class BanLine implements MessageReader {
	readonly #sink: Sink;
	readonly #keepNative;
	readonly #host: HostMessage;
	readonly #columns;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepNative = sink.beside(keepNative);
		this.#host = new HostMessage(sink);
		const { writer } = this.#host;
		this.#columns = {
			product: writer.text('product'),
			process: writer.text('process'),
			severity: writer.int32('severity'),
			category: writer.text('category'),
			action: writer.text('action'),
			message: writer.text('message')
		};
	}

	read(message: Message): void {
		const { bytes, lineStart, end } = message;
		const part = partAt(message);
		if (part < 0) throw unreadable('not a line of fail2ban', textOf(bytes, lineStart, end));
		const isProgram = message.ts !== null && message.programStart === part;
		if (isProgram || (message.ts !== null && message.rest === part)) this.#host.setHeader(message);
		else this.#readOwnTime(message, part);
		const partEnd = partEndAt(bytes, part, end);
		this.#columns.product.set('fail2ban');
		this.#columns.process.setBytes(bytes, part, partEnd);
		const text = this.#readLevel(
			bytes,
			isProgram ? message.start : behindProcess(bytes, partEnd, end),
			end
		);
		if (text < end) this.#columns.message.setBytes(bytes, text, end);
		this.#readJail(bytes, text, end);
		this.#host.writer.commit();
		this.#keepNative(message, part, partEnd, text);
	}

	/** The header that was read is none: its host is the part of fail2ban. */
	#readOwnTime(message: Message, part: number): void {
		const { bytes, lineStart } = message;
		let stop = part;
		while (stop > lineStart && bytes[stop - 1] === SPACE) stop--;
		const ts = this.#sink.time.iso(bytes, lineStart, stop);
		if (ts === null) throw unreadable('no such time', textOf(bytes, lineStart, stop));
		this.#host.setHeader({ ...message, ts, hostStart: 0, hostEnd: 0, priority: -1 });
	}

	/** Sets the severity where a level stands there; where the text begins. */
	#readLevel(bytes: Uint8Array, start: number, end: number): number {
		const stop = wordEnd(bytes, start, end);
		const severity = severityOf(bytes, start, bytes[stop - 1] === COLON ? stop - 1 : stop);
		if (severity === null) return start;
		this.#columns.severity.set(severity);
		return skipWhite(bytes, stop, end);
	}

	#readJail(bytes: Uint8Array, start: number, end: number): void {
		if (bytes[start] !== OPEN_BRACKET) return;
		const close = indexOfByte(bytes, CLOSE_BRACKET, start, end);
		if (close <= start + 1) return;
		this.#columns.category.setBytes(bytes, start + 1, close);
		const words = skipWhite(bytes, close + 1, end);
		for (const [phrase, action] of phrases) {
			if (!startsWith(bytes, phrase, words, end)) continue;
			const from = words + phrase.length;
			const stop = wordEnd(bytes, from, end);
			const to = bytes[stop - 1] === COMMA ? stop - 1 : stop;
			if (!this.#host.writer.srcIp.read(bytes, from, to)) return;
			this.#columns.action.set(action);
			return;
		}
	}
}

function keepNative(
	native: NativeWriter,
	{ bytes, end }: Message,
	part: number,
	partEnd: number,
	text: number
): void {
	native.keep('part', bytes, part, partEnd);
	native.keep('text', bytes, text, end);
	native.commit();
}

function partEndAt(bytes: Uint8Array, part: number, end: number): number {
	let at = part;
	while (at < end && bytes[at] !== OPEN_BRACKET && bytes[at] !== COLON && bytes[at] !== SPACE) at++;
	return at;
}

/** Behind `[123]:`, with or without blanks between. */
function behindProcess(bytes: Uint8Array, start: number, end: number): number {
	let at = skipWhite(bytes, start, end);
	if (bytes[at] === OPEN_BRACKET) {
		const close = indexOfByte(bytes, CLOSE_BRACKET, at, Math.min(end, at + 16));
		if (close > 0 && isDigit(bytes[at + 1])) at = close + 1;
	}
	if (bytes[at] === COLON) at++;
	return skipWhite(bytes, at, end);
}
