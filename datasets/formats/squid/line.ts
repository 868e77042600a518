import { unreadable } from '#lib/unreadable.ts';
import { SLASH } from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import type { NativeWriter } from '#tables/native-writer.ts';
import { bytesOf, equalsBytes, indexOfByte, startsWith, textOf, wholeNumber } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { percents } from '../../records/lines/escapes.ts';
import { setField } from '../../records/lines/quoted.ts';
import { serverPutter } from '../../rows/web/server.ts';
import { WebRequest } from '../../rows/web/web-request.ts';
import { began } from '../../records/fields/when.ts';
import { recordStart } from './shape.ts';
import { field, names, SquidWords } from './words.ts';

const CONNECT = bytesOf('CONNECT');
const NONE = bytesOf('NONE');
const ERROR = bytesOf('error:');
/** Ends of the words that say that Squid went to the server itself. */
const direct = ['DIRECT', 'ORIGINAL_DST'].map(bytesOf);
const MAX_DIGITS = 15;

/** Reads one request that Squid answered. */
export class RequestLine implements MessageReader {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #web: EventWriter;
	readonly #words = new SquidWords();
	readonly #request: WebRequest;
	readonly #setServer: () => void;
	readonly #columns;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepBeside = sink.beside(this.#keepNative.bind(this));
		this.#web = sink.table('web');
		this.#request = new WebRequest(this.#web);
		this.#setServer = serverPutter(sink, this.#web);
		this.#columns = {
			method: this.#web.text('method'),
			status: this.#web.int32('status'),
			bytes: this.#web.int64('bytes'),
			user: this.#web.text('user')
		};
	}

	read(message: Message): void {
		const words = this.#words;
		if (!words.cut(message.bytes, recordStart(message), message.end))
			throw unreadableWord(`the line has ${words.count} fields, where 10 are written`, words, 0);
		this.#setTime();
		this.#setResult();
		this.#web.srcIp.read(words.bytes, words.starts[field.client]!, words.ends[field.client]!);
		this.#setRequest();
		this.#setServerOf();
		const [user, userEnd] = [words.starts[field.user]!, words.ends[field.user]!];
		setField(this.#columns.user, words.bytes, user, userEnd, percents);
		this.#setServer();
		this.#keepBeside(message.end);
		this.#web.commit();
	}

	/** A request is logged at its end, with the milliseconds that it took. */
	#setTime(): void {
		const { bytes, starts, ends } = this.#words;
		const time = this.#sink.time.epoch(bytes, starts[field.time]!, ends[field.time]!);
		if (time === null) throw unreadableWord('no such time', this.#words, field.time);
		const elapsed = this.#number(field.elapsed, 'elapsed time');
		this.#web.ts.set(elapsed > 0 ? began(time, elapsed / 1000) : time);
	}

	#setResult(): void {
		const { bytes, starts, ends } = this.#words;
		const start = starts[field.result]!;
		const slash = indexOfByte(bytes, SLASH, start, ends[field.result]!);
		const status = slash < 0 ? null : wholeNumber(bytes, slash + 1, ends[field.result]!);
		if (status === null) throw unreadableWord('status not readable', this.#words, field.result);
		if (status > 0 && status < 1000) this.#columns.status.set(status);
		this.#columns.bytes.set(this.#number(field.bytes, 'bytes'));
	}

	/** What was no request has the method NONE, and an error for its URL. */
	#setRequest(): void {
		const { bytes, starts, ends } = this.#words;
		const [method, methodEnd] = [starts[field.method]!, ends[field.method]!];
		const [url, urlEnd] = [starts[field.url]!, ends[field.url]!];
		if (!equalsBytes(bytes, method, methodEnd, NONE))
			setField(this.#columns.method, bytes, method, methodEnd);
		this.#request.port = -1;
		if (startsWith(bytes, ERROR, url, urlEnd)) return;
		this.#request.target(bytes, url, urlEnd);
		if (equalsBytes(bytes, method, methodEnd, CONNECT)) this.#request.authority(bytes, url, urlEnd);
	}

	/** The address behind the slash is that of the server only where Squid asked no other proxy. */
	#setServerOf(): void {
		const { bytes, starts, ends } = this.#words;
		const [start, end] = [starts[field.hierarchy]!, ends[field.hierarchy]!];
		const slash = indexOfByte(bytes, SLASH, start, end);
		if (slash < 0 || !direct.some((word) => endsWith(bytes, word, start, slash))) return;
		if (!this.#web.dstIp.read(bytes, slash + 1, end)) return;
		if (this.#request.port >= 0) this.#web.dstPort.set(this.#request.port);
	}

	#number(index: number, what: string): number {
		const { bytes, starts, ends } = this.#words;
		const [start, end] = [starts[index]!, ends[index]!];
		const number = end - start > MAX_DIGITS ? null : wholeNumber(bytes, start, end);
		if (number === null) throw unreadableWord(`${what} not readable`, this.#words, index);
		return number;
	}

	#keepNative(native: NativeWriter, end: number): void {
		const { bytes, starts, ends, further } = this.#words;
		const keep = (name: string, start: number, end: number) =>
			setField(native.text(name), bytes, start, end, null);
		names.forEach((name, index) => keep(name, starts[index]!, ends[index]!));
		keep('further', further, end);
		native.commit();
	}
}

function endsWith(bytes: Uint8Array, word: Uint8Array, start: number, end: number): boolean {
	return end - word.length >= start && startsWith(bytes, word, end - word.length, end);
}

const EXCERPT = 80;

function unreadableWord(what: string, words: SquidWords, index: number): Failure {
	const start = words.starts[index]!;
	const end = index === 0 ? words.further : words.ends[index]!;
	const value = textOf(words.bytes, start, Math.min(end, start + EXCERPT));
	return unreadable(what, value);
}
