import { at, evenTimes, SECOND } from './clock.mjs';
import { CRAWLER, DNS, MAIL, scanners, SERVERS, VPN, WEB } from './network.mjs';
import { datagrams, ping, refused, startOf } from './sessions.mjs';
import { exchange, notFound, web } from './site.mjs';

/** What the border refuses all night, and the few things that the sensor says something about. */

const tcpPorts = [445, 1433, 135, 139, 2967, 5900, 3306, 3389, 23, 8080, 1080, 6129, 10_000];
const udpPorts = [1026, 1027, 137];

function sweep(start, random) {
	const src = random.pick(scanners);
	const dport = random.pickHeavy(tcpPorts);
	const insists = random.chance(0.25);
	let t = start;
	return SERVERS.map((dst) => {
		t += random.between(20_000, 900_000);
		const syns = insists ? random.between(2, 3) : 1;
		return refused({ src, dst, dport, start: t, syns, random });
	});
}

function popUp(start, random) {
	const src = random.pick(scanners);
	const dport = random.pickHeavy(udpPorts);
	const asked = dport === 137 ? 50 : random.between(380, 720);
	const ends = { src, dst: random.pick(SERVERS), dport, service: null };
	return datagrams({ ...ends, start, random, asked, answered: null });
}

/** Nobody has a signature for these, and none of the sources is on the list. */
export function scanTraffic(random) {
	return [
		...evenTimes(34, random).flatMap((start) => sweep(start, random)),
		...evenTimes(22, random).map((start) => popUp(start, random))
	];
}

const listed = {
	gid: 1,
	sid: 2402000,
	rev: 1,
	message: 'BLEEDING-EDGE DROP Dshield Block Listed Source',
	classification: 'Misc Attack',
	priority: 2
};
const sshScan = {
	gid: 1,
	sid: 2001219,
	rev: 15,
	message: 'BLEEDING-EDGE Potential SSH Scan',
	classification: 'Attempted Information Leak',
	priority: 2
};
const slammer = {
	gid: 1,
	sid: 2003,
	rev: 8,
	message: 'MS-SQL Worm propagation attempt',
	classification: 'Misc Attack',
	priority: 2
};
const nmapPing = {
	gid: 1,
	sid: 469,
	rev: 3,
	message: 'ICMP PING NMAP',
	classification: 'Attempted Information Leak',
	priority: 2
};
const cyberKit = {
	gid: 1,
	sid: 483,
	rev: 5,
	message: 'ICMP PING CyberKit 2.2 Windows',
	classification: 'Misc activity',
	priority: 3
};
const cmdAccess = {
	gid: 1,
	sid: 1002,
	rev: 7,
	message: 'WEB-IIS cmd.exe access',
	classification: 'Web Application Attack',
	priority: 1
};
const webAccess = {
	gid: 1,
	classification: 'access to a potentially vulnerable web application',
	priority: 2
};
const robots = { ...webAccess, sid: 1852, rev: 3, message: 'WEB-MISC robots.txt access' };
const formMail = { ...webAccess, sid: 884, rev: 15, message: 'WEB-CGI formmail access' };

/** Refused connections that the sensor reports: time, source, target, port, rule. */
const refusedAlerts = [
	['00:12:47.310552', '198.51.100.131', MAIL, 445, listed],
	['00:49:02.771908', '192.0.2.149', WEB, 1433, listed],
	['01:10:30.090417', '192.0.2.118', VPN, 22, sshScan],
	['01:33:18.402266', '198.51.100.164', DNS, 22, listed],
	['01:58:55.128730', '192.0.2.163', VPN, 5900, listed],
	['02:36:09.655091', '198.51.100.195', WEB, 3389, listed],
	['03:05:44.918203', '192.0.2.181', MAIL, 139, listed],
	['03:41:27.037764', '198.51.100.212', WEB, 8080, listed],
	['04:20:51.580012', '192.0.2.194', WEB, 21, listed],
	['05:12:13.846350', '198.51.100.97', MAIL, 22, sshScan],
	['06:02:36.214879', '198.51.100.243', VPN, 3306, listed]
];

/** Datagrams that the border drops: time, source, target, port, bytes, rule. */
const droppedAlerts = [
	['00:33:40.006621', '198.51.100.114', WEB, 1434, 376, slammer],
	['02:05:21.459307', '192.0.2.124', MAIL, 1434, 376, slammer],
	['04:52:08.733145', '198.51.100.229', DNS, 1026, 512, listed],
	['05:44:59.271036', '198.51.100.102', VPN, 1434, 376, slammer]
];

/** Echo requests: time, source, target, bytes, rule. */
const pingAlerts = [
	['01:20:05.514470', '198.51.100.109', WEB, 0, nmapPing],
	['02:51:33.880215', '192.0.2.116', DNS, 0, nmapPing],
	['04:41:48.097752', '198.51.100.91', WEB, 0, nmapPing],
	['05:55:20.362941', '192.0.2.121', MAIL, 32, cyberKit]
];

/** Requests to www1: time, source, targets, rule of each; null where the sensor stays silent. */
const webAlerts = [
	[
		'00:58:11.240685',
		'198.51.100.88',
		[
			['/scripts/..%255c../winnt/system32/cmd.exe?/c+dir', notFound, cmdAccess],
			['/MSADC/..%255c../winnt/system32/cmd.exe?/c+dir', notFound, cmdAccess]
		]
	],
	['01:44:26.905114', CRAWLER, [['/robots.txt', notFound, robots]]],
	['05:05:38.118093', '192.0.2.119', [['/cgi-bin/formmail.pl', notFound, formMail]]],
	[
		'05:31:04.667420',
		'192.0.2.133',
		[
			['/', { status: 200, size: 5240, type: 'text/html' }, null],
			['/index.php?page=about', { status: 200, size: 4312, type: 'text/html' }, null]
		],
		listed
	]
];

function alerted(session, rule, t = startOf(session)) {
	session.alerts.push({ ...rule, t });
	return session;
}

function webAlert([clock, src, asked, rule], random) {
	const session = web(src, at(clock), random, (conversation, open) => {
		for (const [target, answer] of asked) {
			exchange(conversation, open, { target, answer, wait: 2500 });
			conversation.wait(random.between(300_000, 4 * SECOND));
		}
		conversation.close('o');
	});
	asked.forEach(([, , own], i) => {
		if (own !== null) alerted(session, own, session.requests[i].t);
	});
	return rule === undefined ? session : alerted(session, rule);
}

/** The sessions of which the sensor told, other than the one that the story is about. */
export function noticedTraffic(random) {
	return [
		...refusedAlerts.map(([clock, src, dst, dport, rule]) =>
			alerted(
				refused({ src, dst, dport, start: at(clock), syns: random.between(1, 2), random }),
				rule
			)
		),
		...droppedAlerts.map(([clock, src, dst, dport, asked, rule]) => {
			const ends = { src, dst, dport, service: null, asked, answered: null };
			return alerted(datagrams({ ...ends, start: at(clock), random }), rule);
		}),
		...pingAlerts.map(([clock, src, dst, size, rule]) =>
			alerted(ping({ src, dst, size, start: at(clock), random }), rule)
		),
		...webAlerts.map((alert) => webAlert(alert, random))
	];
}
