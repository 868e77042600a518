import { unreadable } from '#lib/unreadable.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { textOf } from '#lib/bytes.ts';
import type { Message, Sink } from '../../format.ts';
import { LoggingMachine } from '../../rows/host/machine.ts';
import { NativeTexts } from '../../records/native/native-texts.ts';
import { AuditRecords } from './audit-records.ts';
import { known } from './fields.ts';
import type { AuditHeader } from './header.ts';
import type { AuditSign } from './losses.ts';

const INET = 2;
/** Fields that become native columns: those of any real event. */
const MOST_FIELDS = 1000;
const fieldName = /^[a-zA-Z][\w-]{0,23}$/;
const INET6 = 10;

type Name =
	'product' | 'event_id' | 'category' | 'action' | 'user' | 'process' | 'path' | 'message';

/** The records of one event, as they come, and the row of `host` that they become together. */
export class AuditEvent {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #host: EventWriter;
	readonly #machine: LoggingMachine;
	readonly #native: NativeTexts;
	readonly #columns: Readonly<Record<Name, ReturnType<EventWriter['text']>>>;
	#records = new AuditRecords();
	#ts: number | bigint | null = null;
	#time = '';
	#serial = '';
	#node: Uint8Array = new Uint8Array(0);

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepBeside = sink.beside(() => this.#keepNative());
		this.#host = sink.table('host');
		this.#native = new NativeTexts(sink);
		this.#machine = new LoggingMachine(sink, this.#host);
		const text = (name: string) => this.#host.text(name);
		this.#columns = {
			product: text('product'),
			event_id: text('event_id'),
			category: text('category'),
			action: text('action'),
			user: text('user'),
			process: text('process'),
			path: text('path'),
			message: text('message')
		};
	}

	begin({ bytes, hostStart, hostEnd }: Message, header: AuditHeader): void {
		const { idStart, serialStart, idEnd, nodeStart, nodeEnd } = header;
		this.#records = new AuditRecords();
		this.#ts = this.#sink.time.epoch(bytes, idStart, serialStart - 1);
		this.#time = textOf(bytes, idStart, idEnd);
		this.#serial = textOf(bytes, serialStart, idEnd);
		this.#node =
			nodeEnd > nodeStart ? bytes.slice(nodeStart, nodeEnd) : bytes.slice(hostStart, hostEnd);
	}

	/** Takes a record of the event. */
	add({ bytes, end }: Message, { typeStart, typeEnd, rest }: AuditHeader): void {
		const type = textOf(bytes, typeStart, typeEnd);
		this.#records.add(type, textOf(bytes, rest, end).replaceAll('\x1d', ' ').trim());
	}

	/** Sets the columns and commits. Throws where the event has no time. */
	commit(): void {
		const records = this.#records;
		if (this.#ts === null) throw unreadable('no such time', this.#time);
		this.#host.ts.set(this.#ts);
		this.#machine.set(this.#node, 0, this.#node.length);
		this.#set('product', 'auditd');
		this.#set('event_id', this.#serial);
		this.#set('category', records.types[0] ?? null);
		this.#set('action', records.action);
		this.#set('user', records.user);
		this.#set('process', records.first('exe') ?? records.first('comm'));
		this.#set('path', records.path);
		this.#setAddresses();
		this.#set('message', records.text);
		this.#host.commit();
		this.#keepBeside();
	}

	/** What it says of the log itself; null where it has no time. */
	get sign(): AuditSign | null {
		if (this.#ts === null) return null;
		return {
			node: textOf(this.#node),
			ts: BigInt(this.#ts),
			serial: this.#serial,
			type: this.#records.types[0] ?? '',
			enabled: this.#records.first('audit_enabled')
		};
	}

	#set(name: Name, value: string | null): void {
		if (value !== null && value !== '') this.#columns[name].set(value);
	}

	#setAddresses(): void {
		const client = this.#records.first('addr');
		if (client !== null) this.#host.srcIp.readText(client);
		const { socket } = this.#records;
		if (socket !== null) this.#setPeer(socket.memory, socket.peer === 'source');
	}

	/** The address of a socket as it lay in memory: the family in the machine's order, port and address in network order. */
	#setPeer(socket: Uint8Array, isSource: boolean): void {
		const family = socket[0]! | socket[1]!;
		const size = family === INET ? 4 : family === INET6 ? 16 : null;
		const offset = size === 4 ? 4 : 8;
		if (size === null || socket.length < offset + size) return;
		const { srcIp, srcPort, dstIp, dstPort } = this.#host;
		(isSource ? srcIp : dstIp).setBinary(socket, offset, size);
		(isSource ? srcPort : dstPort).set(socket[2]! * 256 + socket[3]!);
	}

	/** A name that comes in several records has its last value. */
	#keepNative(): void {
		const native = this.#native;
		const { types, fields, paths } = this.#records;
		native.keep(['types'], types.join(' '));
		for (const { name, value } of fields.slice(0, MOST_FIELDS))
			if (known(value) !== null && fieldName.test(name)) native.keep([name], value);
		native.keep(['paths'], paths.join('\n'));
		native.commit();
	}
}
