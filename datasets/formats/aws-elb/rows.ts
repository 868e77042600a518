import type { EventWriter } from '#tables/event-writer.ts';
import type { Sink } from '../../format.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { backslashes } from '../../records/lines/escapes.ts';
import { putting } from '../../rows/put.ts';
import { setField } from '../../records/lines/quoted.ts';
import { serverPutter } from '../../rows/web/server.ts';
import { unless } from '../../records/fields/unless.ts';
import { WebRequest } from '../../rows/web/web-request.ts';

/** How one kind of line fills its row, but for time and endpoints. */
export interface RowSetter {
	writer: EventWriter;
	/** Fields that may hold when it began, the best first. */
	times: readonly string[];
	set(): void;
}

type Fields = (name: string) => FieldBytes;

/** A request, of an application or a classic load balancer. */
export function requestRow(sink: Sink, cell: Fields): RowSetter {
	const writer = sink.table('web');
	const request = cell('request');
	const agent = cell('user_agent');
	const line = new WebRequest(writer, backslashes);
	const agentColumn = writer.text('user_agent');
	const setServer = serverPutter(sink, writer);
	const put = putting(sink, writer, {
		status: [unless(cell('elb_status_code'), ['0', '000'])],
		bytes: [cell('sent_bytes')]
	});
	return {
		writer,
		times: ['request_creation_time', 'time'],
		set() {
			put();
			if (request.load()) line.line(request.bytes, request.start, request.end);
			if (agent.load()) setField(agentColumn, agent.bytes, agent.start, agent.end);
			setServer();
		}
	};
}

/**
 * A session of TCP that a classic load balancer passed on. Client and target are ends of two connections, so a
 * Community ID of both would be that of none: the protocol, without which there is none, is left out.
 */
export function sessionRow(sink: Sink, cell: Fields): RowSetter {
	const writer = sink.table('sessions');
	const put = putting(sink, writer, {
		src_bytes: [cell('received_bytes')],
		dst_bytes: [cell('sent_bytes')]
	});
	return {
		writer,
		times: ['time'],
		set: put
	};
}

/** A connection of TLS to a network load balancer. */
export function tlsRow(sink: Sink, cell: Fields): RowSetter {
	const writer = sink.table('tls');
	const handshake = cell('tls_handshake_time');
	const established = writer.boolean('established');
	const put = putting(sink, writer, {
		version: [cell('tls_protocol_version')],
		cipher: [cell('tls_cipher')],
		server_name: [cell('domain_name')]
	});
	return {
		writer,
		times: ['tls_connection_creation_time', 'time'],
		set() {
			put();
			writer.proto.set('tcp');
			if (handshake.load()) established.set(true);
		}
	};
}
