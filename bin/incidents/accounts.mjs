import { commonLog, epoch, fastAlert, SECOND, syslog } from './clock.mjs';
import { hostLine } from './host-log.mjs';
import { Random } from './random.mjs';
import { countsOf, endOf, startOf } from './sessions.mjs';

/**
 * What each sensor writes of the same sessions. An account is a list of `{ t, line, story }` in the order
 * of the file.
 */

function inOrder(entries) {
	return entries.sort((a, b) => a.t - b.t || (a.line < b.line ? -1 : 1));
}

const connHeader = [
	'#separator \\x09',
	'#set_separator\t,',
	'#empty_field\t(empty)',
	'#unset_field\t-',
	'#path\tconn',
	'#open\t2007-01-15-00-00-00',
	'#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents',
	'#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\tbool\tbool\tcount\tstring\tcount\tcount\tcount\tcount\tset[string]'
];
const connFooter = ['#close\t2007-01-15-06-30-00'];
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function uidOf({ src, sport, dst, dport }, t) {
	const random = new Random(`uid ${t} ${src} ${sport} ${dst} ${dport}`);
	return `C${Array.from({ length: 17 }, () => random.pick(letters)).join('')}`;
}

function connRow(session) {
	const { src, sport, dst, dport, proto, service, outbound } = session;
	const start = startOf(session);
	const { o, r, history, state } = countsOf(session);
	const lone = proto !== 'tcp' && r.packets === 0;
	const lasted = endOf(session) - start;
	const duration = `${Math.floor(lasted / SECOND)}.${String(lasted % SECOND).padStart(6, '0')}`;
	const fields = [
		...[epoch(start), uidOf(session, start), src, sport, dst, dport, proto, service ?? '-'],
		...(lone ? ['-', '-', '-'] : [duration, o.bytes, r.bytes]),
		...[state, outbound ? 'T' : 'F', outbound ? 'F' : 'T', 0, history ?? '-'],
		...[o.packets, o.ipBytes, r.packets, r.ipBytes, '-']
	];
	return fields.join('\t');
}

/** Zeek writes a connection once it is over. */
export function connLog(sessions) {
	const entries = sessions.map((session) => ({
		t: endOf(session),
		line: connRow(session),
		story: session.story
	}));
	return { header: connHeader, entries: inOrder(entries), footer: connFooter };
}

const hex = (value) => `0x${value.toString(16).toUpperCase().padStart(2, '0')}`;

/** What netfilter prints of a forwarded packet: one hop has been taken from its TTL already. */
function packetText(session, packet) {
	const { proto, src, sport, dst, dport, outbound } = session;
	const ways = outbound ? 'IN=eth1 OUT=eth0' : 'IN=eth0 OUT=eth1';
	const tos = `TOS=${hex(packet.tos & 0x1e)} PREC=${hex(packet.tos & 0xe0)}`;
	const fragment = proto === 'tcp' ? ' DF' : '';
	const head = `${ways} SRC=${src} DST=${dst} LEN=${packet.ipLength} ${tos} TTL=${packet.ttl - 1} ID=${packet.id}${fragment} PROTO=${proto.toUpperCase()}`;
	if (proto === 'icmp')
		return `${head} TYPE=${sport} CODE=${dport} ID=512 SEQ=${packet.id % 4096} `;
	const ports = `${head} SPT=${sport} DPT=${dport}`;
	if (proto === 'udp') return `${ports} LEN=${packet.ipLength - 20} `;
	return `${ports} WINDOW=${packet.window} RES=0x00 SYN URGP=0 `;
}

function firewallEntries(session) {
	const asked = session.packets.filter(({ from }) => from === 'o');
	const packets = session.logged === 'accept' ? asked.slice(0, 1) : asked;
	return packets.map((packet) => ({
		t: packet.t,
		line: `${syslog(packet.t)} fw-1 kernel: fw-1-${session.logged}: ${packetText(session, packet)}`,
		story: session.story
	}));
}

export function firewallLog(sessions) {
	const logged = sessions.filter((session) => session.logged !== null);
	return { entries: inOrder(logged.flatMap(firewallEntries)) };
}

function requestLine(src, { t, method, target, status, bytes, referer, agent }) {
	const request = `"${method} ${target} HTTP/1.1"`;
	return `${src} - - [${commonLog(t)}] ${request} ${status} ${bytes ?? '-'} "${referer ?? '-'}" "${agent}"`;
}

export function webLog(sessions) {
	const entries = sessions.flatMap((session) =>
		session.requests.map((request) => ({
			t: request.t,
			line: requestLine(session.src, request),
			story: session.story
		}))
	);
	return { entries: inOrder(entries) };
}

function alertLine(session, { t, gid, sid, rev, message, classification, priority }) {
	const { proto, src, sport, dst, dport } = session;
	const rule = `[**] [${gid}:${sid}:${rev}] ${message} [**]`;
	const rating = `[Classification: ${classification}] [Priority: ${priority}]`;
	return `${fastAlert(t)}  ${rule} ${rating} {${proto.toUpperCase()}} ${src}:${sport} -> ${dst}:${dport}`;
}

export function alertLog(sessions) {
	const entries = sessions.flatMap((session) =>
		session.alerts.map((alert) => ({
			t: alert.t,
			line: alertLine(session, alert),
			story: session.story
		}))
	);
	return { entries: inOrder(entries) };
}

export function hostLog(events) {
	const inTime = [...events].sort((a, b) => a.t - b.t);
	return {
		entries: inTime.map((event, i) => ({
			t: event.t,
			line: hostLine(event, 1000 + i * 611),
			story: event.story
		}))
	};
}
