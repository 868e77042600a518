import { unreadable } from '#lib/unreadable.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { textOf } from '#lib/bytes.ts';
import type { Message, Sink } from '../../format.ts';
import { LoggingMachine } from '../../rows/host/machine.ts';
import { NativeTexts } from '../../records/native/native-texts.ts';
import { fieldsOf, hexBytes, known, type AuditField } from './fields.ts';
import type { AuditHeader } from './header.ts';
import type { AuditSign } from './losses.ts';
import { actionOf, peerOf } from './words.ts';

/** Marks the end of an event, and says nothing more. */
const END = 'EOE';
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
	#types: string[] = [];
	#texts: string[] = [];
	#fields: AuditField[] = [];
	#ts: number | bigint | null = null;
	#time = '';
	#serial = '';
	#node: Uint8Array = new Uint8Array(0);
	#paths: Map<string, string>[] = [];

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
		this.#types = [];
		this.#texts = [];
		this.#fields = [];
		this.#paths = [];
		this.#ts = this.#sink.time.epoch(bytes, idStart, serialStart - 1);
		this.#time = textOf(bytes, idStart, idEnd);
		this.#serial = textOf(bytes, serialStart, idEnd);
		this.#node =
			nodeEnd > nodeStart ? bytes.slice(nodeStart, nodeEnd) : bytes.slice(hostStart, hostEnd);
	}

	/** Takes a record of the event. */
	add({ bytes, end }: Message, { typeStart, typeEnd, rest }: AuditHeader): void {
		const type = textOf(bytes, typeStart, typeEnd);
		if (type === END) return;
		const text = textOf(bytes, rest, end).replaceAll('\x1d', ' ').trim();
		const fields = fieldsOf(text, type);
		if (type !== '') this.#types.push(type);
		this.#texts.push(`${type} ${textFrom(text, fields)}`.trim());
		if (type === 'PATH') this.#paths.push(new Map(fields.map(({ name, value }) => [name, value])));
		else for (const field of fields) this.#fields.push(field);
	}

	/** Sets the columns and commits. Throws where the event has no time. */
	commit(): void {
		if (this.#ts === null) throw unreadable('no such time', this.#time);
		this.#host.ts.set(this.#ts);
		this.#machine.set(this.#node, 0, this.#node.length);
		this.#set('product', 'auditd');
		this.#set('event_id', this.#serial);
		this.#set('category', this.#types[0] ?? null);
		this.#set('action', this.#action());
		this.#set('user', this.#user());
		this.#set('process', this.#first('exe') ?? this.#first('comm'));
		this.#set('path', this.#path());
		this.#setAddresses();
		this.#set('message', this.#texts.join('\n'));
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
			type: this.#types[0] ?? '',
			enabled: this.#first('audit_enabled')
		};
	}

	#set(name: Name, value: string | null): void {
		if (value !== null && value !== '') this.#columns[name].set(value);
	}

	/** The first value of that name which stands for one. */
	#first(name: string): string | null {
		for (const field of this.#fields) {
			if (field.name !== name) continue;
			const value = known(field.value);
			if (value !== null) return value;
		}
		return null;
	}

	/** The account that the event is about; else the one that acts, by its name where it has one. */
	#user(): string | null {
		for (const name of ['acct', 'ID', 'id', 'UID', 'uid']) {
			const value = this.#first(name);
			if (value !== null) return value;
		}
		return null;
	}

	/** A security module says itself what became of it. */
	#action(): string | null {
		const avc = this.#texts.find((text) => /^(?:USER_)?AVC\b|^1400\b|apparmor=/.test(text));
		if (avc !== undefined) {
			if (/\bdenied\b|="DENIED"/.test(avc)) return 'Denied';
			return /\bgranted\b|="ALLOWED"/.test(avc) ? 'Allowed' : null;
		}
		const result = this.#first('success') ?? this.#first('res');
		return actionOf(this.#types, result === 'no' || result === 'failed' || result === '0');
	}

	/** The object itself, and not the folder that holds it. */
	#path(): string | null {
		const path = this.#paths.find((one) => one.get('nametype') !== 'PARENT') ?? this.#paths[0];
		const name = path === undefined ? null : known(path.get('name') ?? '');
		return name ?? this.#first('path') ?? this.#first('name');
	}

	#setAddresses(): void {
		const client = this.#first('addr');
		if (client !== null) this.#host.srcIp.readText(client);
		const socket = this.#first('saddr');
		if (socket === null || !/^(?:[0-9A-F]{2}){8,}$/.test(socket)) return;
		const arch = this.#first('arch') ?? '';
		const peer = peerOf(arch, this.#first('syscall') ?? '', this.#first('SYSCALL'));
		if (peer !== null) this.#setPeer(hexBytes(socket), peer === 'source');
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
		native.keep(['types'], this.#types.join(' '));
		for (const { name, value } of this.#fields.slice(0, MOST_FIELDS))
			if (known(value) !== null && fieldName.test(name)) native.keep([name], value);
		const names = this.#paths.map((path) => known(path.get('name') ?? '')).filter((name) => name);
		native.keep(['paths'], names.join('\n'));
		native.commit();
	}
}

/** The text of a record, and behind it what is not to be read in it because it is encoded. */
function textFrom(text: string, fields: readonly AuditField[]): string {
	const said = fields.filter(({ hidden }) => hidden).map(({ name, value }) => `${name}: ${value}`);
	return said.length === 0 ? text : `${text} (${said.join(', ')})`;
}
