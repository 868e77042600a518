import { pcap } from '../captures/files.ts';
import {
	kindsOfIcmp,
	kindsOfTcp,
	kindsOfUdp,
	packetsOf,
	type Conversation
} from './conversations.ts';

const START = Date.UTC(2024, 2, 5, 9, 30) / 1000;
export const CAPTURES = 6;
const CONVERSATIONS = 40;

/** Ports of servers: known by name, not known, above those of their clients, and below. */
const servicePorts = [22, 25, 80, 443, 445, 3389, 8080, 4899, 2323, 31_337, 50_500, 61_000];
const udpPorts = [53, 123, 161, 514, 5060, 27_015, 51_820, 60_123];

/** Numbers from 0 below a bound that follow from the seed alone (mulberry32). */
function dice(seed: number): (bound: number) => number {
	let state = seed * 7919 + 17;
	return (bound) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
	};
}

/** Of pings each has a host of its own: two between the same hosts would be one session. */
function hostOf(six: boolean, number: number): string {
	return six ? `2001:db8::1:${number}` : `192.0.2.${number}`;
}

/** The conversations of a drawn capture; some have the ends of an earlier one, a while later. */
export function conversationsOf(seed: number): Conversation[] {
	const roll = dice(seed);
	const first = Array.from({ length: CONVERSATIONS }, (_, i) => drawn(roll, i));
	const closed = first.filter(({ kind }) => kind === 'accepted');
	return [...first, ...closed.map((before) => ({ ...before, at: before.at + 30, pace: 0.01 }))];
}

function drawn(roll: (bound: number) => number, i: number): Conversation {
	const pick = <T>(from: readonly T[]) => from[roll(from.length)]!;
	const six = roll(4) === 0;
	const transport = pick(['tcp', 'tcp', 'tcp', 'udp', 'udp', 'icmp'] as const);
	const ports = transport === 'udp' ? udpPorts : servicePorts;
	return {
		proto: transport === 'icmp' && six ? 'ipv6-icmp' : transport,
		client: hostOf(six, transport === 'icmp' ? 100 + i : 10 + roll(4)),
		clientPort: 1025 + i * 1600 + roll(1600),
		server: six ? `2001:db8::2:${1 + roll(3)}` : `198.51.100.${20 + roll(3)}`,
		serverPort: roll(5) === 0 ? 1024 + roll(64_000) : pick(ports),
		kind: pick({ tcp: kindsOfTcp, udp: kindsOfUdp, icmp: kindsOfIcmp }[transport]),
		// Many begin within one second.
		at: roll(3) === 0 ? 30 + roll(1000) / 1000 : roll(90_000) / 1000,
		pace: pick([0.000_02, 0.000_4, 0.004, 0.05])
	};
}

/** A capture of conversations, in the order of time. */
export function captureOf(conversations: readonly Conversation[]): Uint8Array {
	const packets = conversations.flatMap(packetsOf).sort((one, other) => one.at - other.at);
	return pcap(
		{ order: 'little', linkType: 1 },
		packets.map(({ at, bytes }) => {
			const micros = Math.round(at * 1e6);
			return { seconds: START + Math.floor(micros / 1e6), fraction: micros % 1e6, bytes };
		})
	);
}
