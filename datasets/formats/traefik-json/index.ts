import type { EventWriter } from '#tables/event-writer.ts';
import type { Format, Sink } from '../../format.ts';
import { putEndpoint } from '../../rows/endpoint.ts';
import { jsonAccess } from '../../rows/web/json-access.ts';
import type { JsonRecord } from '../../records/json/json-record.ts';
import { putting } from '../../rows/put.ts';
import { targetPutter } from '../../rows/web/request-target.ts';
import { unless } from '../../records/fields/unless.ts';
import type { When } from '../../records/fields/when.ts';

/** The access log of Traefik in JSON (doc.traefik.io, "Access Logs"), and what it logs beside. */
const format: Format = {
	name: 'traefik-json',
	title: 'Traefik access log (JSON)',
	cannotKnow: [
		'the address of the proxy itself, unless it is given at import: the destination is the server behind it',
		'user agent and referer, unless the configuration keeps these headers',
		'whether the client is a proxy that speaks for another'
	],
	...jsonAccess({
		product: 'traefik',
		needs: ['DownstreamStatus', 'RequestMethod', 'RequestPath', 'ClientHost'],
		because: 'JSON objects with DownstreamStatus, RequestMethod, RequestPath and ClientHost',
		isRequest: () => () => true,
		request,
		event: (record) => ({
			category: [record.at('providerName'), record.at('entryPointName')],
			message: [record.at('msg'), record.at('message')]
		}),
		level: 'level',
		began: beginning,
		times: ['time', 'StartUTC', 'StartLocal'],
		time: (sink, cell) => sink.time.iso(cell.bytes, cell.start, cell.end)
	})
};

export default format;

/** Beside the time of the log entry stands when the request began. */
function beginning(sink: Sink, record: JsonRecord): () => When | null {
	const starts = [record.at('StartUTC'), record.at('StartLocal')];
	return () => {
		const start = starts.find((cell) => cell.load());
		return start === undefined ? null : sink.time.iso(start.bytes, start.start, start.end);
	};
}

function request(sink: Sink, record: JsonRecord, web: EventWriter): () => void {
	const target = record.at('RequestPath');
	const putTarget = targetPutter(web);
	const putServer = serverPutter(record, web);
	const put = putting(
		sink,
		web,
		{
			src_ip: [unless(record.at('ClientHost'), nothing)],
			src_port: [unless(record.at('ClientPort'), nothing)],
			host: [unless(record.at('RequestHost'), nothing)],
			method: [record.at('RequestMethod')],
			url: [target],
			status: [unless(record.at('DownstreamStatus'), ['0'])],
			bytes: [record.at('DownstreamContentSize')],
			user_agent: [unless(record.at('request_User-Agent'), nothing)],
			referer: [unless(record.at('request_Referer'), nothing)],
			user: [unless(record.at('ClientUsername'), nothing)]
		},
		true
	);
	return () => {
		put();
		putServer();
		if (target.load()) putTarget(target);
	};
}

const nothing = ['-'];

/** Sets the server that the request was passed on to, where its address is known. */
function serverPutter(record: JsonRecord, web: EventWriter): () => void {
	const server = record.at('ServiceAddr');
	const columns = { ip: web.dstIp, port: web.dstPort };
	return () => {
		if (server.load()) putEndpoint(columns, server.bytes, server.start, server.end);
	};
}
