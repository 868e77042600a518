import { Random } from './random.mjs';

/** The network of the story, and who speaks with it. */

export const SOURCE = '203.113.188.203';
export const MAIL = '69.143.202.26';
export const DNS = '69.143.202.27';
export const WEB = '69.143.202.28';
export const VPN = '69.143.202.29';
export const SERVERS = [MAIL, DNS, WEB, VPN];

/** Where www1 fetches the headlines that it shows. */
export const NEWS_FEED = '198.51.100.12';
export const MONITOR = '198.51.100.10';
export const CRAWLER = '198.51.100.21';
export const ATTACKER = '198.51.100.77';
/** Where the attacker keeps the script that the web server is made to fetch. */
export const DEPOT = '192.0.2.201';

function range(prefix, first, last) {
	return Array.from({ length: last - first + 1 }, (_, i) => `${prefix}.${first + i}`);
}

/** None of these lies in a net of the block list. */
export const visitors = [...range('198.51.100', 30, 62), ...range('192.0.2', 10, 40)];
export const mailPeers = range('192.0.2', 65, 79);
export const resolvers = [...range('192.0.2', 81, 111), ...range('198.51.100', 2, 8)];
export const vpnUsers = range('192.0.2', 41, 48);
export const scanners = [...range('198.51.100', 80, 126), ...range('192.0.2', 113, 126)];

const agents = [
	'Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1)',
	'Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1; .NET CLR 1.1.4322)',
	'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 5.1)',
	'Mozilla/5.0 (Windows; U; Windows NT 5.1; en-US; rv:1.8.1.1) Gecko/20061204 Firefox/2.0.0.1',
	'Mozilla/5.0 (Windows; U; Windows NT 5.1; en-US; rv:1.8.0.9) Gecko/20061206 Firefox/1.5.0.9',
	'Mozilla/5.0 (Macintosh; U; PPC Mac OS X; en) AppleWebKit/418.9.1 (KHTML, like Gecko) Safari/419.3'
];

const known = new Map([
	[MONITOR, { agent: 'uptime-check/1.4', ttl: 54, rtt: 11_000 }],
	[
		CRAWLER,
		{ agent: 'Mozilla/5.0 (compatible; ExampleBot/2.1; +http://www.example.com/bot.html)' }
	],
	[ATTACKER, { agent: 'libwww-perl/5.805', ttl: 47, rtt: 96_000 }],
	[SOURCE, { ttl: 104, tos: 32, rtt: 262_000, window: 65_535 }]
]);

const peers = new Map();

/** A machine of the Internet: the same distance, system and browser whenever it comes. */
export function peer(ip) {
	if (!peers.has(ip)) peers.set(ip, inventedPeer(ip));
	return peers.get(ip);
}

function inventedPeer(ip) {
	const random = new Random(`peer ${ip}`);
	const windows = random.chance(0.7);
	return {
		ip,
		ttl: (windows ? 128 : 64) - random.between(7, 21),
		rtt: random.between(9, 140) * 1000,
		window: random.pick(windows ? [65_535, 64_240, 16_384] : [5840]),
		tos: 0,
		agent: random.pickHeavy(agents),
		inward: true,
		...known.get(ip)
	};
}

/** The servers start at 64 and stand one hop behind the firewall. */
export function server(ip) {
	return { ip, ttl: 63, rtt: 420, window: 17_520, tos: 0, inward: false };
}

const lastPort = new Map();

/** Forgets which ports were taken, so that every incident begins alike. */
export function forgetPorts() {
	lastPort.clear();
}

/** The next port from which a machine opens a connection: one more each time, as systems then did. */
export function nextPort(ip) {
	const before = lastPort.get(ip) ?? new Random(`port ${ip}`).between(1025, 3900);
	const port = before >= 4800 ? 1025 : before + 1;
	lastPort.set(ip, port);
	return port;
}
