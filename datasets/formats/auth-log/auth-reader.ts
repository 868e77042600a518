import { unreadable } from '#lib/unreadable.ts';
import type { PortColumn } from '#tables/event-writer.ts';
import { textOf } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { HostMessage } from '../../rows/host/host-message.ts';
import type { PhrasePart, PhraseShape } from './phrase-shape.ts';
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

	#readWords(text: string, phrases: readonly PhraseShape[]): void {
		for (const { shape, parts, is } of phrases) {
			const match = shape.exec(text);
			if (match === null) continue;
			const [category, action] = is;
			this.#columns.category.set(category);
			if (action !== null) this.#columns.action.set(action);
			for (let i = 0; i < parts.length; i++) {
				const value = match[i + 1];
				if (value) this.#setPart(parts[i]!, value);
			}
			return;
		}
	}

	/** A client may be logged by its name, which is no address; that stays in the message. */
	#setPart(part: PhrasePart, value: string): void {
		const { srcIp, srcPort, dstIp, dstPort } = this.#host.writer;
		if (part === 'user') this.#columns.user.set(value);
		else if (part === 'path') this.#columns.path.set(value);
		else if (part === 'ip') srcIp.readText(value);
		else if (part === 'toIp') dstIp.readText(value);
		else setPort(part === 'port' ? srcPort : dstPort, value);
	}
}

function setPort(column: PortColumn, text: string): void {
	if (!column.set(Number(text))) throw unreadable('port out of range', text);
}
