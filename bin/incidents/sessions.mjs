import { Conversation, historyOf, stateOf } from './conversation.mjs';
import { nextPort, peer, server } from './network.mjs';

/**
 * A session is what really happened once; every log is an account of it:
 * `{ story, proto, src, sport, dst, dport, service, packets, logged, requests, alerts, outbound }`.
 * `story` names the part of the story it belongs to (null for background), `logged` is what the firewall
 * writes before its lines (`accept`, `reject`, `drop`, or null for nothing).
 */

const TCP_IP_OVERHEAD = 28;

/**
 * A connection to one of the servers; `talk` speaks both sides of it. `from` may give the port and the
 * first IP identification of the visitor, `logged` what the firewall writes of it.
 */
export function visit(ends, talk) {
	const { src, dst, dport, service, start, random, from = {}, ...rest } = ends;
	const sport = from.port ?? nextPort(src);
	const o = { ...peer(src), ...from, port: sport };
	const conversation = new Conversation({ o, r: { ...server(dst), port: dport }, start, random });
	return spoken(conversation, session({ src, sport, dst, dport, service, ...rest }), talk);
}

/** A connection that one of the servers opens to the Internet. */
export function fetchOutside(ends, talk) {
	const { src, dst, dport, service, start, random, ...rest } = ends;
	const sport = nextPort(src);
	const o = { ...server(src), port: sport };
	const conversation = new Conversation({ o, r: { ...peer(dst), port: dport }, start, random });
	const outbound = true;
	return spoken(
		conversation,
		session({ src, sport, dst, dport, service, outbound, ...rest }),
		talk
	);
}

function spoken(conversation, opened, talk) {
	conversation.open();
	talk(conversation, opened);
	return { ...opened, packets: conversation.packets };
}

/** The firewall's own reset: made on the firewall itself, so no hop has been taken from its 64. */
export const firewallReset = { ttl: 64, id: 0, window: 0, tos: 0 };

/** SYN after SYN from one port, each refused by the firewall. */
export function refused({ src, dst, dport, start, syns, random, story = null, from = {} }) {
	const sport = from.port ?? nextPort(src);
	const conversation = new Conversation({
		o: { ...peer(src), ...from, port: sport },
		r: { ...server(dst), port: dport, rtt: 310 },
		start,
		random
	});
	for (let i = 0; i < syns; i++) {
		if (i > 0) conversation.wait(from.pause ?? random.around(500_000, 0.03));
		conversation.refuse(firewallReset);
	}
	const { packets } = conversation;
	return session({ src, sport, dst, dport, service: null, story, logged: 'reject', packets });
}

function session(fields) {
	return {
		proto: 'tcp',
		story: null,
		logged: 'accept',
		requests: [],
		alerts: [],
		outbound: false,
		...fields
	};
}

/** One datagram and perhaps its answer; `logged` is null where the firewall lets it pass. */
export function datagrams({ src, dst, dport, service, start, random, asked, answered, sport }) {
	const { ttl } = peer(src);
	const id = random.between(1, 65_535);
	const packets = [{ t: start, from: 'o', ipLength: asked + TCP_IP_OVERHEAD, ttl, id, tos: 0 }];
	if (answered !== null) {
		const t = start + random.around(700, 0.4);
		packets.push({ t, from: 'r', ipLength: answered + TCP_IP_OVERHEAD, ttl: 63, id: 0, tos: 0 });
	}
	const logged = answered === null ? 'drop' : null;
	const fields = { proto: 'udp', src, dst, dport, service, packets, logged };
	return session({ ...fields, sport: sport ?? random.between(1025, 65_000) });
}

/** An echo request that nobody answers: its type and code stand where others have ports. */
export function ping({ src, dst, start, random, size }) {
	const { ttl } = peer(src);
	const id = random.between(1, 65_535);
	const packets = [{ t: start, from: 'o', ipLength: size + TCP_IP_OVERHEAD, ttl, id, tos: 0 }];
	const fields = { proto: 'icmp', src, sport: 8, dst, dport: 0, service: null, packets };
	return session({ ...fields, logged: 'drop' });
}

export function startOf(session) {
	return session.packets[0].t;
}

export function endOf(session) {
	return session.packets.at(-1).t;
}

function totals(packets) {
	return {
		packets: packets.length,
		ipBytes: packets.reduce((sum, packet) => sum + packet.ipLength, 0),
		bytes: packets.reduce((sum, packet) => sum + payloadOf(packet), 0)
	};
}

function payloadOf({ payload, ipLength }) {
	return payload === undefined ? ipLength - TCP_IP_OVERHEAD : payload.length;
}

/** What Zeek counts of a session. */
export function countsOf({ proto, packets }) {
	const o = totals(packets.filter(({ from }) => from === 'o'));
	const r = totals(packets.filter(({ from }) => from === 'r'));
	if (proto === 'tcp') {
		const history = historyOf(packets);
		return { o, r, history, state: stateOf(history) };
	}
	if (proto === 'icmp') return { o, r, history: null, state: 'OTH' };
	const answered = r.packets > 0;
	return { o, r, history: answered ? 'Dd' : 'D', state: answered ? 'SF' : 'S0' };
}
