import * as b from '../captures/build.ts';

/** A drawn conversation: who began it, with whom, and what became of it. */
export interface Conversation {
	proto: 'tcp' | 'udp' | 'icmp' | 'ipv6-icmp';
	client: string;
	clientPort: number;
	server: string;
	serverPort: number;
	kind: Kind;
	/** Seconds since the capture began. */
	at: number;
	/** Seconds from one packet to the next. */
	pace: number;
}

export interface DrawnPacket {
	at: number;
	bytes: Uint8Array;
}

const { syn, ack, psh, fin, rst } = b.flags;

/** A packet of a conversation: flags of TCP, and how many bytes of payload. */
type Step = readonly [side: '>' | '<', flags: number, payload?: number];

const greeting: readonly Step[] = [
	['>', syn],
	['<', syn | ack],
	['>', ack]
];
const talk: readonly Step[] = [
	['>', psh | ack, 40],
	['<', psh | ack, 120],
	['>', ack]
];

/** What is sent, by what becomes of it. */
const tcpKinds = {
	accepted: [...greeting, ...talk, ['>', fin | ack], ['<', fin | ack], ['>', ack]],
	'server speaks first': [...greeting, ['<', psh | ack, 30], ['>', ack], ...talk, ['<', fin | ack], ['>', fin | ack], ['<', ack]],
	'reset by the client': [...greeting, ...talk, ['>', rst | ack]],
	'reset by the server': [...greeting, ...talk, ['<', rst | ack]],
	refused: [['>', syn], ['<', rst | ack]],
	'refused twice': [['>', syn], ['<', rst | ack], ['>', syn], ['<', rst | ack]],
	unanswered: [['>', syn], ['>', syn]],
	'probed without a handshake': [['>', syn], ['<', syn | ack], ['>', rst]],
	'left half-open': [['>', syn], ['<', syn | ack], ['<', syn | ack]],
	'still open': [...greeting, ...talk],
	'closed by the client alone': [...greeting, ...talk, ['>', fin | ack], ['<', ack]],
	'seen from the middle': [['<', psh | ack, 90], ['>', ack], ['>', psh | ack, 20], ['<', ack]],
	'reset in the middle': [['>', psh | ack, 90], ['<', ack], ['<', rst | ack]]
} satisfies Record<string, readonly Step[]>; // prettier-ignore

const otherKinds = {
	'question and answer': [['>', 0, 30], ['<', 0, 60]],
	'many questions and answers': [['>', 0, 30], ['<', 0, 60], ['>', 0, 33], ['<', 0, 70]],
	question: [['>', 0, 30]],
	'question and port unreachable': [['>', 0, 30]]
} satisfies Record<string, readonly Step[]>; // prettier-ignore

const steps: Readonly<Record<string, readonly Step[]>> = { ...tcpKinds, ...otherKinds };

export type Kind = keyof typeof tcpKinds | keyof typeof otherKinds;
export const kindsOfTcp = Object.keys(tcpKinds) as Kind[];
export const kindsOfUdp = Object.keys(otherKinds) as Kind[];
export const kindsOfIcmp: readonly Kind[] = ['question and answer', 'question'];

/** The packets of a conversation, as Ethernet frames. */
export function packetsOf(conversation: Conversation): DrawnPacket[] {
	const { at, pace, kind } = conversation;
	const sequence = { '>': 1000, '<': 5000 };
	const packets = steps[kind]!.map(([side, flags, payload = 0], i) => {
		const bytes = segment(conversation, { side, flags, payload, sequence });
		sequence[side] += payload + ((flags & (syn | fin)) === 0 ? 0 : 1);
		return { at: at + i * pace, bytes };
	});
	if (kind !== 'question and port unreachable') return packets;
	return [...packets, { at: at + pace, bytes: unreachable(conversation) }];
}

interface Segment {
	side: '>' | '<';
	flags: number;
	payload: number;
	sequence: Record<'>' | '<', number>;
}

function segment(conversation: Conversation, { side, flags, payload, sequence }: Segment) {
	const { proto, client, clientPort, server, serverPort } = conversation;
	const [src, dst] = side === '>' ? [client, server] : [server, client];
	const [from, to] = side === '>' ? [clientPort, serverPort] : [serverPort, clientPort];
	const data = b.filled(payload, 97);
	if (proto === 'udp') return framed(src, dst, 17, b.udp(from, to, data));
	if (proto !== 'tcp') return echo(conversation, side, data);
	const other = side === '>' ? '<' : '>';
	const acked = (flags & ack) === 0 ? 0 : sequence[other];
	const options = (flags & syn) === 0 ? undefined : b.u8(2, 4, 0x05, 0xb4);
	const given = { src: from, dst: to, seq: sequence[side], ack: acked, flags, window: 8192 };
	return framed(src, dst, 6, b.tcp({ ...given, options, payload: data }));
}

/** An echo, whose id is the port of the client. */
function echo(
	{ proto, client, clientPort, server }: Conversation,
	side: '>' | '<',
	data: Uint8Array
) {
	const [src, dst] = side === '>' ? [client, server] : [server, client];
	const [asks, answers] = proto === 'icmp' ? [8, 0] : [128, 129];
	const message = b.icmp(
		side === '>' ? asks : answers,
		0,
		b.joinedBytes(b.u16(clientPort, 1), data)
	);
	return framed(src, dst, proto === 'icmp' ? 1 : 58, message);
}

function unreachable({ client, clientPort, server, serverPort }: Conversation): Uint8Array {
	const six = client.includes(':');
	const question = b.udp(clientPort, serverPort, b.filled(30, 97));
	const quoted = packet(client, server, 17, question);
	const rest = b.joinedBytes(b.u32(0), quoted);
	return framed(server, client, six ? 58 : 1, six ? b.icmp(1, 4, rest) : b.icmp(3, 3, rest));
}

function packet(src: string, dst: string, proto: number, payload: Uint8Array): Uint8Array {
	return src.includes(':')
		? b.ip6({ src, dst, next: proto, payload })
		: b.ip4({ src, dst, proto, payload });
}

function framed(src: string, dst: string, proto: number, payload: Uint8Array): Uint8Array {
	const type = src.includes(':') ? b.ETHER_IP6 : b.ETHER_IP4;
	return b.ethernet(type, checked(packet(src, dst, proto, payload)));
}

/** With the checksum of the IPv4 header, without which some tools pass a packet over. */
function checked(bytes: Uint8Array): Uint8Array {
	if (bytes[0] !== 0x45) return bytes;
	let sum = 0;
	for (let i = 0; i < 20; i += 2) sum += bytes[i]! * 256 + bytes[i + 1]!;
	while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
	const out = bytes.slice();
	out.set(b.u16(0xffff - sum), 10);
	return out;
}
