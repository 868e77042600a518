import { unreadable } from '#lib/unreadable.ts';
import type { AddressColumn, EventWriter, PortColumn } from '#tables/event-writer.ts';
import { bytesOf, isDigit, startsWith, textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import type { LineHandler } from '../../records/lines/lines.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { putEndpoint } from '../../rows/endpoint.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { utcTime } from '../../records/fields/utc.ts';
import { application, classic, needed, network } from './fields.ts';
import { keepNative } from './native.ts';
import { requestRow, sessionRow, tlsRow, type RowSetter } from './rows.ts';
import { ElbWords } from './words.ts';

const TLS = bytesOf('tls ');

/** How lines of one kind become rows. */
interface Kind {
	names: readonly string[];
	needed: number;
	read: () => void;
}

/** Reads one line of a load balancer's log. */
export class LoadBalancerLine implements LineHandler {
	readonly #sink: Sink;
	readonly #keepNative;
	readonly #words = new ElbWords();
	readonly #application: Kind;
	readonly #classic: Kind;
	readonly #network: Kind;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepNative = sink.beside(keepNative);
		this.#application = this.#kind(application, needed.application, requestRow);
		this.#classic = this.#classicKind();
		this.#network = this.#kind(network, needed.network, tlsRow);
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		const kind = this.#kindOf(bytes, start, end);
		this.#words.cut(bytes, start, end);
		if (this.#words.count < kind.needed) {
			const line = textOf(bytes, start, Math.min(end, start + 80));
			throw unreadable(`the line is cut after ${this.#words.count} fields: ${line}`);
		}
		kind.read();
		this.#keepNative(this.#words, kind.names);
	}

	#kindOf(bytes: Uint8Array, start: number, end: number): Kind {
		if (startsWith(bytes, TLS, start, end)) return this.#network;
		return isDigit(bytes[start]) ? this.#classic : this.#application;
	}

	#kind(names: readonly string[], fields: number, row: RowOf): Kind {
		return { names, needed: fields, read: this.#reader(names, row) };
	}

	/** A classic load balancer logs sessions of TCP too, and then no request. */
	#classicKind(): Kind {
		const asRequest = this.#reader(classic, requestRow);
		const asSession = this.#reader(classic, sessionRow);
		const status = this.#cells(classic)('elb_status_code');
		const request = this.#cells(classic)('request');
		return {
			names: classic,
			needed: needed.classic,
			read: () => {
				const isSession =
					!status.load() &&
					request.load() &&
					startsWith(request.bytes, NONE, request.start, request.end);
				(isSession ? asSession : asRequest)();
			}
		};
	}

	#reader(names: readonly string[], row: RowOf): () => void {
		const cell = this.#cells(names);
		const setter = row(this.#sink, cell);
		const { writer } = setter;
		const setTime = timeSetter(this.#sink, writer, setter.times.map(cell));
		const client = endpointSetter(cell('client'), { ip: writer.srcIp, port: writer.srcPort });
		const server = cell(names.includes('destination') ? 'destination' : 'target');
		const target = endpointSetter(server, { ip: writer.dstIp, port: writer.dstPort });
		return () => {
			setTime();
			client();
			target();
			setter.set();
			writer.commit();
		};
	}

	#cells(names: readonly string[]): (name: string) => FieldBytes {
		return (name) => this.#words.cell(names.indexOf(name), name);
	}
}

const NONE = bytesOf('- ');

type RowOf = (sink: Sink, cell: (name: string) => FieldBytes) => RowSetter;

/** The first of the cells that has a value is the time; those of network load balancers name no zone, and are UTC. */
function timeSetter(sink: Sink, writer: EventWriter, cells: readonly FieldBytes[]): () => void {
	return () => {
		for (const cell of cells) {
			if (!cell.load()) continue;
			const time = utcTime(sink.time, cell.bytes, cell.start, cell.end);
			if (time === null) throw unfit('no such time', cell);
			return writer.ts.set(time);
		}
		throw unreadable('the line has no time');
	};
}

function endpointSetter(
	cell: FieldBytes,
	columns: { ip: AddressColumn; port: PortColumn }
): () => void {
	return () => {
		if (!cell.load() || putEndpoint(columns, cell.bytes, cell.start, cell.end)) return;
		throw unfit(`${cell.name} not readable`, cell);
	};
}
