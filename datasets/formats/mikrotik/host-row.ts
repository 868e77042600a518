import { bytesOf, textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { LoggingMachine } from '../../rows/host/machine.ts';
import type { Logged } from './firewall-row.ts';
import { severityOf } from './topics.ts';

const LONGEST = 256;
/** What RouterOS says of those who log in. */
const logins =
	/^(?:user (?<user>\S+) (?<action>logged in|logged out) from (?<from>\S+)|(?<failed>login failure) for user (?<wrong>.*?) from (?<other>\S+)) via \S+$/;

/** Writes what the router did: its topics and its text. */
export class MikrotikHostRow {
	readonly #writer;
	readonly #machine: LoggingMachine;
	readonly #columns;

	constructor(sink: Sink) {
		const writer = sink.table('host');
		this.#writer = writer;
		this.#machine = new LoggingMachine(sink, writer);
		this.#columns = {
			product: writer.text('product'),
			severity: writer.int32('severity'),
			category: writer.text('category'),
			action: writer.text('action'),
			user: writer.text('user'),
			message: writer.text('message')
		};
	}

	/** @param topics where they stand; the text begins at `text` */
	write(logged: Logged, topics: { start: number; end: number }, text: number, end: number): void {
		const { bytes, ts, deviceStart, deviceEnd } = logged;
		if (ts !== null) this.#writer.ts.set(ts);
		this.#machine.set(bytes, deviceStart, deviceEnd);
		this.#columns.product.set('RouterOS');
		this.#columns.category.setBytes(bytes, topics.start, topics.end);
		const severity = severityOf(bytes, topics.start, topics.end);
		if (severity !== null) this.#columns.severity.set(severity);
		if (end > text) this.#columns.message.setBytes(bytes, text, end);
		if (end - text < LONGEST) this.#setLogin(textOf(bytes, text, end));
		this.#writer.commit();
	}

	#setLogin(text: string): void {
		const parts = logins.exec(text)?.groups;
		if (parts === undefined) return;
		const user = parts.user ?? parts.wrong ?? '';
		if (user !== '') this.#columns.user.set(user);
		this.#columns.action.set((parts.action ?? parts.failed)!);
		const from = bytesOf((parts.from ?? parts.other)!);
		this.#writer.srcIp.read(from, 0, from.length);
	}
}
