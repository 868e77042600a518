import { bytesOf } from '#lib/bytes.ts';
import type { Message, Sink } from '../../format.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { translated, worded } from '../../records/fields/derived-cells.ts';
import type { Sender } from '../../records/fields/sender.ts';
import { ofSpeaker } from '../../rows/host/speaker-sources.ts';
import { holds } from '../../records/fields/holds.ts';
import type { PairRecord } from '../../records/pairs/pair-record.ts';
import type { ColumnCells } from '../../rows/put.ts';
import { Row } from '../../rows/row.ts';
import { setTarget } from '../../rows/web/target.ts';
import { WebRequest } from '../../rows/web/web-request.ts';
import { RecordTime } from '../../records/fields/record-time.ts';
import { flagsIn } from './tcp-flags.ts';
import { alertActions, firewallActions, priorities } from './words.ts';

const PACKET_FILTER = bytesOf('packetfilter');
const INTRUSION = bytesOf('ips');

/** The kinds of row that records of UTM 9 become. */
export class UtmRows {
	readonly #rows;
	readonly #cells;
	readonly #time: RecordTime;
	readonly #request: WebRequest;

	constructor(sink: Sink, record: PairRecord, sender: Sender) {
		const cell = (name: string) => record.cell(name);
		const speaker = sender.speaker();
		const device = [speaker.name];
		const ends = flow(cell);
		this.#rows = {
			firewall: new Row(sink, 'firewall', { ...ends, ...firewall(cell), device }),
			alerts: new Row(sink, 'alerts', { ...ends, ...alerts(cell), sensor: device }),
			web: new Row(sink, 'web', { ...ends, ...web(cell) }),
			host: new Row(sink, 'host', ofSpeaker(speaker, { ...ends, ...host(cell) }), true)
		};
		this.#cells = {
			sub: cell('sub'), method: cell('method'), url: cell('url'),
			received: cell('initf'), sent: cell('outitf')
		}; // prettier-ignore
		this.#time = new RecordTime(sink, []);
		this.#request = new WebRequest(this.#rows.web.writer);
	}

	/** Sets the row of the record at hand, whose time is that of its header. */
	set(message: Message): Row {
		const row = this.#rowFor();
		row.set(this.#time.read(message));
		if (row === this.#rows.firewall) this.#setWay();
		if (row === this.#rows.web) setTarget(this.#request, this.#cells.url);
		return row;
	}

	#rowFor(): Row {
		const { sub, method, url } = this.#cells;
		if (holds(sub, PACKET_FILTER)) return this.#rows.firewall;
		if (holds(sub, INTRUSION)) return this.#rows.alerts;
		return method.load() && url.load() ? this.#rows.web : this.#rows.host;
	}

	/** As of netfilter, which writes these records: received and not sent is in, and so on. */
	#setWay(): void {
		const received = this.#cells.received.load();
		const sent = this.#cells.sent.load();
		if (!received && !sent) return;
		const way = received && sent ? 'forward' : received ? 'in' : 'out';
		this.#rows.firewall.writer.text('direction').set(way);
	}
}

type CellOf = (name: string) => FieldBytes;

function flow(cell: CellOf): ColumnCells {
	return {
		src_ip: [cell('srcip')],
		src_port: [cell('srcport'), cell('type')],
		dst_ip: [cell('dstip'), cell('localip')],
		dst_port: [cell('dstport'), cell('code')],
		proto: [cell('proto')]
	};
}

function firewall(cell: CellOf): ColumnCells {
	return {
		interface: [cell('initf')],
		action: [translated(cell('action'), firewallActions)],
		rule: [cell('fwrule')],
		tcp_flags: [worded(cell('tcpflags'), flagsIn)],
		bytes: [cell('length')]
	};
}

function alerts(cell: CellOf): ColumnCells {
	return {
		gid: [cell('generator')],
		sid: [cell('sid')],
		signature: [cell('reason')],
		classification: [cell('class')],
		priority: [translated(cell('priority'), priorities), cell('priority')],
		action: [translated(cell('action'), alertActions)]
	};
}

function web(cell: CellOf): ColumnCells {
	return {
		host: [cell('server'), cell('host')],
		method: [cell('method')],
		status: [cell('statuscode')],
		bytes: [cell('size')],
		user: [cell('user')],
		user_agent: [cell('ua')],
		referer: [cell('referer')]
	};
}

function host(cell: CellOf): ColumnCells {
	return {
		product: [cell('sys')],
		event_id: [cell('id')],
		category: [cell('sub')],
		action: [cell('action')],
		user: [cell('user'), cell('username')],
		message: [cell('name')]
	};
}
