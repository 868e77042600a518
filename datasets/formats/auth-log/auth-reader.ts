import type { AddressColumn, PortColumn } from '#arrow/event-writer.ts';
import { textOf } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { unreadable } from '../../framing/named-csv.ts';
import { HostMessage } from '../../values/host-message.ts';
import type { Phrase } from './login-phrases.ts';
import { phrasesFor } from './programs.ts';

/** No program here writes more; of a longer message nothing is taken out, only its text is kept. */
const LONGEST = 4096;

/** Reads one message: what syslog says of it, and what its words say where they are known. */
export class AuthReader implements MessageReader {
	readonly #host: HostMessage;
	readonly #columns;

	constructor(sink: Sink) {
		this.#host = new HostMessage(sink);
		const { writer } = this.#host;
		this.#columns = {
			action: writer.text('action'),
			category: writer.text('category'),
			user: writer.text('user'),
			path: writer.text('path')
		};
	}

	read(message: Message): void {
		const phrases = phrasesFor(message);
		const { bytes, lineStart, start, end } = message;
		if (phrases === null)
			throw unreadable('no program that authenticates wrote this', textOf(bytes, lineStart, end));
		this.#host.set(message);
		if (end - start <= LONGEST) this.#readWords(textOf(bytes, start, end), phrases);
		this.#host.writer.commit();
		this.#host.keepNative(message);
	}

	#readWords(text: string, phrases: readonly Phrase[]): void {
		for (const { shape, is } of phrases) {
			const match = shape.exec(text);
			if (match === null) continue;
			const [category, action] = is;
			this.#columns.category.set(category);
			if (action !== null) this.#columns.action.set(action);
			if (match.groups !== undefined) this.#setParts(match.groups);
			return;
		}
	}

	#setParts({ user, ip, port, toIp, toPort, path }: Record<string, string | undefined>): void {
		const { writer } = this.#host;
		if (user) this.#columns.user.set(user);
		if (path) this.#columns.path.set(path);
		setAddress(writer.srcIp, ip);
		setAddress(writer.dstIp, toIp);
		setPort(writer.srcPort, port);
		setPort(writer.dstPort, toPort);
	}
}

/** A client may be logged by its name; that stays in the message. */
function setAddress(column: AddressColumn, text: string | undefined): void {
	if (text) column.readText(text);
}

function setPort(column: PortColumn, text: string | undefined): void {
	if (text && !column.set(Number(text))) throw unreadable('port out of range', text);
}
