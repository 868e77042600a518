import { unreadable } from '#lib/unreadable.ts';
import type { AddressColumn, EventWriter, PortColumn } from '#tables/event-writer.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { LoggingMachine } from '../../rows/host/machine.ts';
import { ChannelLosses } from './channel-losses.ts';
import type { WindowsEvent } from './event.ts';
import { timeOf } from './event-time.ts';
import { actionOf, familyOf, names, severityOf, userOf } from './words.ts';

type Text =
	| 'product'
	| 'event_id'
	| 'category'
	| 'action'
	| 'user'
	| 'process'
	| 'parent_process'
	| 'path'
	| 'message';

/** Commits events of Windows as rows of `host`. */
export class EventRows {
	readonly #sink: Sink;
	readonly #host: EventWriter;
	readonly #machine: LoggingMachine;
	readonly #severity;
	readonly #losses: ChannelLosses;
	readonly #columns = new Map<Text, ReturnType<EventWriter['text']>>();

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#host = sink.table('host');
		this.#machine = new LoggingMachine(sink, this.#host);
		this.#severity = this.#host.int32('severity');
		this.#losses = new ChannelLosses(sink);
	}

	/**
	 * Sets what the event says and commits.
	 * @param isUtc whether a time without a zone is UTC
	 */
	commit(event: WindowsEvent, isUtc: boolean): void {
		const family = familyOf(event);
		const id = event.of('id');
		if (id === null && family !== 'sysmon')
			throw unreadable('no event id', event.of('provider') ?? 'the event has none');
		if (id !== null && !/^\d{1,10}$/.test(id)) throw unreadable('no such event id', id);
		const ts = timeOf(this.#sink, event, isUtc);
		if (ts !== null) this.#host.ts.set(ts);
		const computer = bytesOf(event.of('computer') ?? '');
		this.#machine.set(computer, 0, computer.length);
		const severity = severityOf(event.of('level'));
		if (severity !== null) this.#severity.set(severity);
		this.#set('product', event.of('provider'));
		this.#set('event_id', id);
		this.#set('category', event.of('channel'));
		const action = actionOf(event, family);
		this.#set('action', action);
		this.#set('user', userOf(event, family));
		const process = event.get(...names.process);
		this.#set('process', process);
		this.#set('parent_process', event.get(...names.parent));
		this.#set('path', event.get(...names.path) ?? (action === 'Launch' ? process : null));
		this.#set('message', event.of('message') ?? dataText(event));
		this.#setClient(event);
		this.#setFlow(event);
		this.#host.commit();
		this.#seeLoss(event, ts, family === 'eventlog' && action === 'Clear');
	}

	/** All events were read. */
	end(): void {
		this.#losses.end();
	}

	#seeLoss(event: WindowsEvent, ts: number | bigint | null, isClear: boolean): void {
		const log = event.of('channel');
		if (log === null || ts === null) return;
		const channel = `${event.of('computer') ?? ''} ${log}`;
		const number = event.of('number');
		this.#losses.see({ channel, number, ts: BigInt(ts), isClear });
	}

	#set(name: Text, value: string | null): void {
		if (value === null) return;
		const column = this.#columns.get(name) ?? this.#host.text(name);
		this.#columns.set(name, column);
		column.set(value);
	}

	/** The other side of a logon: its address may also be a name or a word, and port 0 says that there is none. */
	#setClient(event: WindowsEvent): void {
		const address = event.get(...names.client);
		if (address === null || !this.#host.srcIp.readText(address)) return;
		const port = event.get(...names.clientPort);
		if (port !== null && port !== '0') setPort(this.#host.srcPort, port);
	}

	/** A connection, as the event has it: who began it is not the question of which side is the source. */
	#setFlow(event: WindowsEvent): void {
		const source = event.get(...names.source);
		const destination = event.get(...names.destination);
		if (source === null && destination === null) return;
		const { srcIp, srcPort, dstIp, dstPort, proto } = this.#host;
		if (source !== null) setAddress(srcIp, source);
		if (destination !== null) setAddress(dstIp, destination);
		const ports = [event.get(...names.sourcePort), event.get(...names.destinationPort)];
		if (ports[0]) setPort(srcPort, ports[0]);
		if (ports[1]) setPort(dstPort, ports[1]);
		const protocol = event.get(...names.protocol);
		if (protocol !== null) proto.set(protocol);
	}
}

function setAddress(column: AddressColumn, text: string): void {
	if (!column.readText(text)) throw unreadable('address not readable', text);
}

function setPort(column: PortColumn, text: string): void {
	if (!/^\d{1,9}$/.test(text) || !column.set(Number(text)))
		throw unreadable('port out of range', text);
}

/** What the event says, where nobody has put it into words. */
function dataText({ data }: WindowsEvent): string | null {
	if (data.size === 0) return null;
	return [...data].map(([name, value]) => `${name}: ${value}`).join('\n');
}
