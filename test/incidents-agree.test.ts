import { describe, expect, it } from 'vitest';
import { monthOf, wallSeconds } from '#lib/time.ts';
import {
	bytesAt,
	framesOf,
	incidentFolders,
	linesAt,
	type Frame
} from './support/incident-files.ts';

/** The sources of one night tell of the same events: what one sensor saw, the others saw too. */

interface Session {
	t: number;
	end: number;
	src: string;
	sport: number;
	dst: string;
	dport: number;
	proto: string;
	state: string;
	sent: [packets: number, ipBytes: number];
	answered: [packets: number, ipBytes: number];
	outbound: boolean;
}

function sessionsOf(name: string): Session[] {
	return linesAt(name, 'conn.log')
		.filter((line) => !line.startsWith('#'))
		.map((line) => {
			const cells = line.split('\t');
			const t = Number(cells[0]);
			return {
				t,
				end: t + (cells[8] === '-' ? 0 : Number(cells[8])),
				src: cells[2]!,
				sport: Number(cells[3]),
				dst: cells[4]!,
				dport: Number(cells[5]),
				proto: cells[6]!,
				state: cells[11]!,
				sent: [Number(cells[16]), Number(cells[17])],
				answered: [Number(cells[18]), Number(cells[19])],
				outbound: cells[12] === 'T'
			};
		});
}

interface Decision {
	t: number;
	action: string;
	values: Record<string, string>;
}

function decisionsOf(name: string): Decision[] {
	return linesAt(name, 'fw-1.log').map((line) => {
		const [, month, day, clock, action, rest] =
			/^(\w{3}) (\d\d) (\S+) fw-1 kernel: fw-1-(\w+): (.*)$/.exec(line)!;
		const values = [...rest!.matchAll(/(\w+)=(\S*)/g)].map(([, key, value]) => [key, value]);
		return {
			t: secondsOf(2007, month!, day!, clock!),
			action: action!,
			values: Object.fromEntries(values.reverse()) as Record<string, string>
		};
	});
}

function secondsOf(year: number, month: string, day: string, clock: string): number {
	const [hour, minute, second] = clock.split(':').map(Number);
	return wallSeconds({
		year,
		month: monthOf(month)!,
		day: Number(day),
		hour: hour!,
		minute: minute!,
		second: Math.floor(second!),
		micros: 0
	})!;
}

function requestsOf(name: string): { t: number; src: string }[] {
	return linesAt(name, 'access.log').map((line) => {
		const [, src, day, month, clock] = /^(\S+) - - \[(\d\d)\/(\w{3})\/2007:(\S+) \+0000\]/.exec(
			line
		)!;
		return { t: secondsOf(2007, month!, day!, clock!), src: src! };
	});
}

interface AlertLine {
	t: number;
	signature: string;
	key: string;
	src: string;
}

function alertsOf(name: string): AlertLine[] {
	return linesAt(name, 'fast.log').map((line) => {
		const found =
			/^01\/15\/2007-(\S+?)\.(\d{6}) {2}\[\*\*\] \[\S+\] (.*) \[\*\*\] .* \{(\w+)\} (\S+):(\d+) -> (\S+):(\d+)$/;
		const [, clock, below, signature, proto, src, sport, dst, dport] = found.exec(line)!;
		return {
			t: secondsOf(2007, 'Jan', '15', clock!) + Number(below) / 1e6,
			signature: signature!,
			key: `${proto!.toLowerCase()} ${src} ${sport} ${dst} ${dport}`,
			src: src!
		};
	});
}

const keyOf = ({ proto, src, sport, dst, dport }: Session) =>
	`${proto} ${src} ${sport} ${dst} ${dport}`;

function keyOfDecision({ values }: Decision): string {
	const proto = values.PROTO!.toLowerCase();
	const ports = proto === 'icmp' ? [values.TYPE, values.CODE] : [values.SPT, values.DPT];
	return `${proto} ${values.SRC} ${ports[0]} ${values.DST} ${ports[1]}`;
}

function longestSilence(times: number[]): number {
	return times.slice(1).reduce((longest, t, i) => Math.max(longest, t - times[i]!), 0);
}

const listed = (nets: string[], ip: string) => {
	const number = (text: string) =>
		text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
	return nets.some((net) => {
		const [base, bits] = net.split('/');
		const size = 2 ** (32 - Number(bits));
		return Math.floor(number(ip) / size) === Math.floor(number(base!) / size);
	});
};

const MINUTE = 60;
const open: Record<string, string[]> = {
	'69.143.202.26': ['tcp 25'],
	'69.143.202.27': ['udp 53', 'tcp 53'],
	'69.143.202.28': ['tcp 80'],
	'69.143.202.29': ['tcp 443']
};

describe.each(incidentFolders())('in %s', (name) => {
	const sessions = sessionsOf(name);
	const byKey = new Map(sessions.map((session) => [keyOf(session), session]));
	const decisions = decisionsOf(name);
	const requests = requestsOf(name);
	const alerts = alertsOf(name);
	const frames = framesOf(bytesAt(name, 'sources/flow.pcap'));
	const nets = linesAt(name, 'block.netset').filter((line) => !line.startsWith('#'));

	it('no two sessions share ports and addresses, so that each account finds its own', () => {
		expect(byKey.size).toBe(sessions.length);
	});

	it('every line of the firewall belongs to a session of that second', () => {
		for (const decision of decisions) {
			const session = byKey.get(keyOfDecision(decision));
			expect(session, keyOfDecision(decision)).toBeDefined();
			expect(decision.t).toBeGreaterThanOrEqual(Math.floor(session!.t));
			expect(decision.t).toBeLessThanOrEqual(session!.end);
		}
	});

	it('what the firewall let through was answered, and what it refused was not', () => {
		for (const decision of decisions) {
			const { state } = byKey.get(keyOfDecision(decision))!;
			const states: Record<string, string[]> = {
				accept: ['SF', 'RSTO'],
				reject: ['REJ'],
				drop: ['S0', 'OTH']
			};
			expect(states[decision.action]).toContain(state);
		}
	});

	it('every request of the web log lies within a session with port 80 of that address', () => {
		for (const { t, src } of requests) {
			const found = sessions.some(
				(session) =>
					session.src === src &&
					session.dport === 80 &&
					t >= Math.floor(session.t) &&
					t <= session.end
			);
			expect(found, `${src} at ${t}`).toBe(true);
		}
	});

	it('every alert belongs to a session', () => {
		for (const { t, key } of alerts) {
			const session = byKey.get(key);
			expect(session, key).toBeDefined();
			expect(t).toBeGreaterThanOrEqual(session!.t - 1e-6);
			expect(t).toBeLessThanOrEqual(session!.end + 1e-6);
		}
	});

	it('a source on the block list raised an alert, and only such a source raised that alert', () => {
		const fired = alerts
			.filter(({ signature }) => signature.endsWith('Dshield Block Listed Source'))
			.map(({ src }) => src);
		const seen = sessions.map(({ src }) => src).filter((src) => listed(nets, src));
		expect([...new Set(seen)].sort()).toEqual([...fired, '203.113.188.203'].sort());
		expect(fired.length).toBeGreaterThanOrEqual(3);
	});

	it('only what the inventory offers is answered, but for the flow of the alert', () => {
		for (const session of sessions.filter(({ state }) => state === 'SF' || state === 'RSTO')) {
			if (session.outbound || session.src === '203.113.188.203') continue;
			expect(open[session.dst]).toContain(`${session.proto} ${session.dport}`);
		}
	});

	it('the source has no other session, request or alert', () => {
		expect(sessions.filter(({ src }) => src === '203.113.188.203')).toHaveLength(1);
		expect(requests.filter(({ src }) => src === '203.113.188.203')).toHaveLength(0);
		expect(alerts.filter(({ src }) => src === '203.113.188.203')).toHaveLength(0);
	});

	it('no log is silent for long, but where the story says so', () => {
		const night = decisions.map(({ t }) => t);
		const firewall = longestSilence(night);
		if (name === 'missing-logs') expect(firewall).toBeGreaterThan(105 * MINUTE);
		else expect(firewall).toBeLessThan(4 * MINUTE);
		expect(longestSilence(requests.map(({ t }) => t))).toBeLessThan(5 * MINUTE);
		const events = linesAt(name, 'wazuh.json').map(
			(line) => Date.parse((JSON.parse(line) as { timestamp: string }).timestamp) / 1000
		);
		expect(longestSilence(events)).toBeLessThan(10 * MINUTE);
	});

	it('the host log is of www1 and holds levels 2 to 5 only', () => {
		const events = linesAt(name, 'wazuh.json').map(
			(line) => JSON.parse(line) as { rule: { level: number }; agent: { ip: string } }
		);
		expect([...new Set(events.map(({ rule }) => rule.level))].sort()).toEqual([2, 3, 4, 5]);
		expect([...new Set(events.map(({ agent }) => agent.ip))]).toEqual(['69.143.202.28']);
	});

	it('the capture counts what the sessions count, and every checksum in it is right', () => {
		const packets = frames.map(packetOf);
		expect(packets.every(({ sound }) => sound)).toBe(true);
		for (const key of new Set(packets.filter(({ inward }) => inward).map((packet) => packet.key))) {
			const session = byKey.get(key)!;
			const own = packets.filter((packet) => packet.key === key);
			const total = (inward: boolean): [number, number] => {
				const side = own.filter((packet) => packet.inward === inward);
				return [side.length, side.reduce((sum, packet) => sum + packet.length, 0)];
			};
			expect([total(true), total(false)]).toEqual([session.sent, session.answered]);
			expect(own[0]!.t / 1e6).toBeCloseTo(session.t, 5);
		}
	});

	it('the alerted packet has the header that the event gives, its checksum too', () => {
		const packet = frames.map(packetOf).find(({ key }) => key.includes('203.113.188.203'))!;
		const { header } = packet;
		const view = new DataView(header.buffer, header.byteOffset, header.length);
		expect({
			version: header[0]! >> 4,
			hlen: header[0]! & 15,
			tos: header[1],
			dlen: view.getUint16(2),
			id: view.getUint16(4),
			flags: header[6]! >> 5,
			offset: view.getUint16(6) & 0x1fff,
			ttl: header[8],
			checksum: view.getUint16(10)
		}).toEqual({
			version: 4,
			hlen: 5,
			tos: 32,
			dlen: 48,
			id: 39_892,
			flags: 2,
			offset: 0,
			ttl: 104,
			checksum: 57_066
		});
	});

	it('a reset by the firewall has one hop more left than an answer of www1', () => {
		const answers = frames.map(packetOf).filter(({ inward }) => !inward);
		const ttls = (reset: boolean) => [
			...new Set(answers.filter((packet) => packet.reset === reset).map(({ header }) => header[8]))
		];
		expect(ttls(false)).toEqual([63]);
		expect(ttls(true)).toEqual(name === 'drifted-policy' ? [] : [64]);
	});
});

function packetOf({ t, bytes }: Frame) {
	const header = bytes.subarray(14, 34);
	const segment = bytes.subarray(34);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const ends = [header.subarray(12, 16), header.subarray(16, 20)].map((part) => part.join('.'));
	const ports = [view.getUint16(34), view.getUint16(36)];
	const inward = ends[1] === '69.143.202.28';
	const pseudo = [...header.subarray(12, 20), 0, 6, segment.length >> 8, segment.length & 255];
	return {
		t,
		header,
		inward,
		length: view.getUint16(16),
		reset: (segment[13]! & 4) !== 0,
		key: inward
			? `tcp ${ends[0]} ${ports[0]} ${ends[1]} ${ports[1]}`
			: `tcp ${ends[1]} ${ports[1]} ${ends[0]} ${ports[0]}`,
		sound: isSound([...header]) && isSound([...pseudo, ...segment])
	};
}

/** True where the ones' complement sum over bytes that hold their own checksum is all ones. */
function isSound(bytes: number[]): boolean {
	let sum = 0;
	for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i]! << 8) | (bytes[i + 1] ?? 0);
	while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
	return sum === 0xffff;
}
