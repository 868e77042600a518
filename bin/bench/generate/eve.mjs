import { Heavy, stamp, World } from './world.mjs';

/** Flows that are open at a time. */
const OPEN = 300;

const signatures = [
	['ET INFO Session Traversal Utilities for NAT (STUN Binding Request)', 2016149, 'Attempted User Privilege Gain', 1],
	['ET SCAN Suspicious inbound to MSSQL port 1433', 2010935, 'Potentially Bad Traffic', 2],
	['ET DROP Dshield Block Listed Source group 1', 2402000, 'Misc Attack', 2],
	['ET POLICY GNU/Linux APT User-Agent Outbound', 2013504, 'Not Suspicious Traffic', 3],
	['SURICATA STREAM Packet with invalid timestamp', 2210044, 'Generic Protocol Command Decode', 3],
	['GPL ICMP_INFO PING *NIX', 2100366, 'Misc activity', 3]
]; // prettier-ignore

const agents = [
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36',
	'Mozilla/5.0 (X11; Linux x86_64; rv:123.0) Gecko/20100101 Firefox/123.0',
	'Debian APT-HTTP/1.3 (2.6.1)',
	'curl/8.5.0'
];

/** How a flow of each kind goes: its events in order, and the port of its server. */
const kinds = [
	{ weight: 45, events: ['dns', 'dns', 'flow'], port: 53, app: 'dns', proto: 'UDP' },
	{ weight: 12, events: ['http', 'fileinfo', 'flow'], port: 80, app: 'http', proto: 'TCP' },
	{ weight: 30, events: ['tls', 'flow'], port: 443, app: 'tls', proto: 'TCP' },
	{ weight: 25, events: ['flow'], port: 4899, app: 'failed', proto: 'TCP' },
	{ weight: 8, events: ['alert', 'flow'], port: 1433, app: 'failed', proto: 'TCP' },
	{ weight: 4, events: ['alert', 'http', 'alert', 'flow'], port: 80, app: 'http', proto: 'TCP' },
	{ weight: 2, events: ['anomaly', 'flow'], port: 8080, app: 'failed', proto: 'TCP' }
];

/** Suricata's EVE: events of many flows, interleaved. */
export function* eveLines(rows, seed) {
	const world = new World(seed);
	const site = new Site(world);
	const flows = Array.from({ length: OPEN }, () => site.flow());
	for (let row = 0; row < rows; row++) {
		const at = world.random.between(0, OPEN - 1);
		const flow = flows[at];
		yield site.event(flow, world.tick());
		if (flow.next === flow.events.length) flows[at] = site.flow();
	}
}

class Site {
	#world;
	#names;

	constructor(world) {
		this.#world = world;
		const hosts = Array.from({ length: 3000 }, (_, i) => `host-${i}.zone-${i % 37}.example.org`);
		this.#names = new Heavy(world.random, hosts);
	}

	flow() {
		const { random, inside, outside } = this.#world;
		const kind = random.pickWeighted(kinds);
		const inbound = kind.app === 'failed';
		return {
			...kind,
			next: 0,
			started: null,
			id: random.between(1, 2 ** 31) * 1_048_576 + random.between(0, 1_048_575),
			src: inbound ? outside.pick() : inside.pick(),
			dst: inbound ? inside.pick() : outside.pick(),
			srcPort: this.#world.port(),
			name: this.#names.pick()
		};
	}

	event(flow, now) {
		const type = flow.events[flow.next++];
		flow.started ??= now;
		const head = {
			timestamp: `${stamp(now)}+0000`,
			flow_id: flow.id,
			in_iface: 'eth1',
			event_type: type,
			src_ip: flow.src,
			src_port: flow.srcPort,
			dest_ip: flow.dst,
			dest_port: flow.port,
			proto: flow.proto
		};
		return JSON.stringify({ ...head, ...this.#body(type, flow, now) });
	}

	#body(type, flow, now) {
		if (type === 'dns') return this.#dns(flow);
		if (type === 'http') return this.#http(flow);
		if (type === 'fileinfo') return this.#fileinfo(flow);
		if (type === 'tls') return this.#tls(flow);
		if (type === 'alert') return this.#alert(flow);
		return type === 'flow' ? this.#end(flow, now) : this.#anomaly();
	}

	#dns(flow) {
		const { random } = this.#world;
		const answered = flow.next === 2;
		const question = {
			id: flow.id % 65_536,
			rrname: flow.name,
			rrtype: flow.id % 3 ? 'A' : 'AAAA'
		};
		if (!answered) return { dns: { type: 'query', ...question, tx_id: 0, opcode: 0 } };
		const answers = Array.from({ length: random.between(1, 3) }, () => ({
			rrname: flow.name,
			rrtype: question.rrtype,
			ttl: random.between(5, 3600),
			rdata: this.#world.outside.pick()
		}));
		const flags = { version: 2, flags: '8180', qr: true, rd: true, ra: true, opcode: 0 };
		return { dns: { ...flags, type: 'answer', ...question, rcode: 'NOERROR', answers } };
	}

	#http(flow) {
		const { random } = this.#world;
		return {
			tx_id: 0,
			http: {
				hostname: flow.name,
				url: `/pages/${random.between(1, 4000)}/item?id=${this.#world.hex(8)}&sort="name"`,
				http_user_agent: random.pickHeavy(agents),
				http_content_type: 'text/html',
				http_method: random.chance(0.9) ? 'GET' : 'POST',
				protocol: 'HTTP/1.1',
				status: random.pickHeavy([200, 304, 404, 302, 500]),
				length: this.#world.size(12_000)
			}
		};
	}

	#fileinfo(flow) {
		const file = {
			filename: `/pages/${this.#world.random.between(1, 4000)}/item`,
			gaps: false,
			state: 'CLOSED',
			sha256: this.#world.hex(64),
			stored: false,
			size: this.#world.size(12_000),
			tx_id: 0
		};
		return { ...this.#http(flow), app_proto: 'http', fileinfo: file };
	}

	#tls(flow) {
		const serial = this.#world
			.hex(32)
			.toUpperCase()
			.replace(/(..)(?=.)/g, '$1:');
		return {
			tls: {
				subject: `CN=${flow.name}`,
				issuerdn: 'C=US, O=An Authority, CN=R3',
				serial,
				fingerprint: this.#world.hex(40).replace(/(..)(?=.)/g, '$1:'),
				sni: flow.name,
				version: 'TLS 1.2',
				notbefore: '2024-01-15T00:00:00',
				notafter: '2024-04-14T23:59:59',
				ja3: {
					hash: this.#world.hex(32),
					string: '771,4865-4866-4867-49195,0-23-65281-10-11,29-23-24,0'
				},
				ja3s: { hash: this.#world.hex(32), string: '771,49199,65281-0-11' }
			}
		};
	}

	#alert(flow) {
		const [signature, id, category, severity] = this.#world.random.pickHeavy(signatures);
		return {
			alert: {
				action: this.#world.random.chance(0.2) ? 'blocked' : 'allowed',
				gid: 1,
				signature_id: id,
				rev: 7,
				signature,
				category,
				severity,
				metadata: { created_at: ['2010_07_30'], updated_at: ['2019_07_26'] }
			},
			app_proto: flow.app,
			flow: {
				pkts_toserver: 1,
				pkts_toclient: 0,
				bytes_toserver: 66,
				bytes_toclient: 0,
				start: `${stamp(flow.started)}+0000`
			}
		};
	}

	#anomaly() {
		return { anomaly: { type: 'stream', event: 'stream.pkt_invalid_timestamp' } };
	}

	#end(flow, now) {
		const answered = flow.app !== 'failed';
		const packets = answered ? 2 + this.#world.size(8) : 0;
		const body = {
			pkts_toserver: packets + 1,
			pkts_toclient: packets,
			bytes_toserver: 66 + packets * 80,
			bytes_toclient: packets * this.#world.size(600),
			start: `${stamp(flow.started)}+0000`,
			end: `${stamp(Math.max(now, flow.started))}+0000`,
			age: Math.floor(Math.max(0, now - flow.started) / 1e6),
			state: answered ? 'closed' : 'new',
			reason: 'timeout',
			alerted: flow.events[0] === 'alert'
		};
		if (flow.proto === 'UDP') return { app_proto: flow.app, flow: body };
		const flags = answered ? '1b' : '02';
		const tcp = { tcp_flags: flags, tcp_flags_ts: flags, tcp_flags_tc: answered ? '1b' : '00' };
		return { app_proto: flow.app, flow: body, tcp: { ...tcp, syn: true, state: 'closed' } };
	}
}
