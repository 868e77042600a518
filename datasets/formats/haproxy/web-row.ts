import type { EventWriter } from '#tables/event-writer.ts';
import type { Message, Sink } from '../../format.ts';
import type { When } from '../../records/fields/when.ts';
import { hashes } from '../../records/lines/escapes.ts';
import { putEndpoint } from '../../rows/endpoint.ts';
import { serverPutter } from '../../rows/web/server.ts';
import { WebRequest } from '../../rows/web/web-request.ts';
import type { ClfFields } from './clf.ts';
import { http, type HaproxyFields, type RequestPlace } from './fields.ts';
import { numberAt } from './numbers.ts';

/** A request, as the HTTP log has it. */
export class WebRow {
	readonly writer: EventWriter;
	readonly #sink: Sink;
	readonly #request: WebRequest;
	readonly #setServer: () => void;
	readonly #status;
	readonly #bytes;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.writer = sink.table('web');
		this.#request = new WebRequest(this.writer, hashes);
		this.#setServer = serverPutter(sink, this.writer);
		this.#status = this.writer.int32('status');
		this.#bytes = this.writer.int64('bytes');
	}

	read(fields: HaproxyFields, message: Message, ts: When): void {
		const status = numberAt(fields, http.status, message);
		const size = numberAt(fields, http.bytes, message);
		this.writer.ts.set(ts);
		this.#setAnswer(status, size);
		this.#setRequest(message.bytes, fields);
		this.#setServer();
	}

	/** `client - - [time] "request" status bytes "" "" port milliseconds …`, as `option httplog clf` has it. */
	readClf(clf: ClfFields, { bytes }: Message, ts: When): void {
		this.writer.ts.set(ts);
		putEndpoint(
			{ ip: this.writer.srcIp, port: this.writer.srcPort },
			bytes,
			clf.start,
			clf.clientEnd
		);
		this.#setAnswer(clf.status ?? -1, clf.bytes ?? -1);
		if (clf.port !== null) this.writer.srcPort.set(clf.port);
		this.#setRequest(bytes, clf);
		this.#setServer();
	}

	/** A client that was gone before there was an answer has the status -1; -1 is what is not known, too. */
	#setAnswer(status: number, size: number): void {
		if (status > 0 && status < 1000) this.#status.set(status);
		if (size >= 0) this.#bytes.set(size);
	}

	/** Lines end at 1024 bytes as they leave: a long URL goes no further then. */
	#setRequest(bytes: Uint8Array, { requestStart, requestEnd, isCut }: RequestPlace): void {
		if (isCut)
			this.#sink.note(
				requestStart < 0
					? 'a line is cut before its request'
					: 'a line is cut within its request: method and URL stand as far as it goes'
			);
		if (requestStart >= 0) this.#request.line(bytes, requestStart, requestEnd);
	}
}
