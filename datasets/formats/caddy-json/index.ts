import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf, startsWith, textOf } from '#lib/bytes.ts';
import type { Format, Sink } from '../../format.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { putEndpoint } from '../../rows/endpoint.ts';
import { jsonAccess } from '../../rows/web/json-access.ts';
import { JsonList } from '../../records/json/json-list.ts';
import type { JsonRecord } from '../../records/json/json-record.ts';
import { putting, type ColumnCells } from '../../rows/put.ts';
import { numberOf } from '../../records/fields/numbers.ts';
import { targetPutter } from '../../rows/web/request-target.ts';
import { unless } from '../../records/fields/unless.ts';
import { WebRequest } from '../../rows/web/web-request.ts';
import { began, whenOf, type When } from '../../records/fields/when.ts';

const ERROR_LOG = bytesOf('http.log.error');
/** Seconds that a request may take; a longer time is none. */
const LONGEST = 1e8;

/** The structured logs of Caddy (caddyserver.com, "How logging works"): its access log, and what it logs beside. */
const format: Format = {
	name: 'caddy-json',
	title: 'Caddy access log (JSON)',
	cannotKnow: [
		'the address of the server, unless it is given at import',
		'headers that the configuration leaves out of the log, and values that it hides',
		'whether the client is a proxy that speaks for another, unless Caddy trusts it',
		'which request an error belongs to: it is logged beside the request, as an event of the host'
	],
	...jsonAccess({
		product: 'caddy',
		needs: ['ts', 'request.method', 'request.uri', 'request.host', 'status'],
		because: 'JSON objects with ts, status and a request with method, host and uri',
		isRequest(record) {
			const logger = record.at('logger');
			return () => !logger.load() || !startsWith(logger.bytes, ERROR_LOG, logger.start, logger.end);
		},
		request,
		event: (record) => ({
			src_ip: [record.at('request.client_ip'), record.at('request.remote_ip')],
			category: [record.at('logger')],
			path: [record.at('request.uri')],
			message: [record.at('msg')]
		}),
		level: 'level',
		began: beginning,
		times: ['ts'],
		time
	})
};

export default format;

/** Seconds since 1970 with a fraction; the configuration may choose milliseconds, or text. */
function time(sink: Sink, cell: FieldBytes): When | null {
	return sink.time.epoch(cell.bytes, cell.start, cell.end) ?? whenOf(sink.time, cell);
}

/** A request is logged once it was answered. */
function beginning(sink: Sink, record: JsonRecord): () => When | null {
	const [end, duration] = [record.at('ts'), record.at('duration')];
	return () => {
		const seconds = duration.load() ? numberOf(duration) : null;
		if (seconds === null || seconds < 0 || seconds > LONGEST || !end.load()) return null;
		const ended = time(sink, end);
		return ended === null ? null : began(ended, seconds);
	};
}

function request(sink: Sink, record: JsonRecord, web: EventWriter): () => void {
	const uri = record.at('request.uri');
	const host = record.at('request.host');
	const putTarget = targetPutter(web);
	const line = new WebRequest(web);
	const list = new JsonList();
	const headers = ['User-Agent', 'Referer'].map((name) => record.cell('request', 'headers', name));
	const texts = [web.text('user_agent'), web.text('referer')];
	const put = putting(sink, web, sources(record, uri), true);
	const putPeer = peerPutter(record, web);
	return () => {
		put();
		putPeer();
		if (uri.load()) putTarget(uri);
		if (host.load()) line.authority(host.bytes, host.start, host.end);
		headers.forEach((cell, index) => {
			const value = cell.isArray && cell.load() ? list.texts(cell)[0] : undefined;
			if (value !== undefined && value !== '') texts[index]!.set(value);
		});
	};
}

function sources(record: JsonRecord, uri: FieldBytes): ColumnCells {
	const [client, remote] = [record.at('request.client_ip'), record.at('request.remote_ip')];
	return {
		src_ip: [client, remote],
		src_port: [onlyIfSame(record.at('request.remote_port'), client, remote)],
		method: [record.at('request.method')],
		url: [uri],
		status: [unless(record.at('status'), ['0'])],
		bytes: [record.at('size')],
		user: [record.at('user_id')]
	};
}

/** Before Caddy 2.5, who connected stands in one value with the port. */
function peerPutter(record: JsonRecord, web: EventWriter): () => void {
	const peer = record.at('request.remote_addr');
	const columns = { ip: web.srcIp, port: web.srcPort };
	return () => {
		if (!web.srcIp.isSet && peer.load()) putEndpoint(columns, peer.bytes, peer.start, peer.end);
	};
}

/**
 * The port of who connected is that of the client, unless a proxy that Caddy trusts speaks for a client whose
 * port it does not know.
 */
function onlyIfSame(port: FieldBytes, client: FieldBytes, remote: FieldBytes): FieldBytes {
	return {
		name: port.name,
		load() {
			if (client.load()) {
				const text = textOf(client.bytes, client.start, client.end);
				if (!remote.load() || textOf(remote.bytes, remote.start, remote.end) !== text) return false;
			}
			return port.load();
		},
		get bytes() {
			return port.bytes;
		},
		get start() {
			return port.start;
		},
		get end() {
			return port.end;
		}
	};
}
