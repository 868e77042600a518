import { bytesOf } from '#lib/bytes.ts';
import * as b from './build.ts';
import { pcap, type Captured } from './files.ts';
import { counted, interfaces, sections } from './cases-pcapng.ts';

const start = Date.UTC(2024, 2, 5, 9, 30) / 1000;
const [inside, outside] = ['192.0.2.10', '198.51.100.7'];
const [inside6, outside6] = ['2001:db8:1::10', '2001:db8:2::7'];
const { syn, rst, ack, psh, fin } = b.flags;

/** Gives packets times 1.000250 seconds apart, in units of the file. */
function spaced(frames: Uint8Array[], unit = 1): Captured[] {
	return frames.map((bytes, i) => ({ seconds: start + i, fraction: (250 * i + 7) * unit, bytes }));
}

function ether4(given: Omit<b.Ip4, 'src' | 'dst'>, back = false): Uint8Array {
	const [src, dst] = back ? [inside, outside] : [outside, inside];
	return b.padded(b.ethernet(b.ETHER_IP4, b.ip4({ src, dst, ...given })));
}

const offer = b.u8(2, 4, 0x05, 0xb4, 1, 1, 4, 2);

function knock(id: number): Uint8Array {
	const segment = { src: 1272, dst: 4899, seq: 2_990_001_000, flags: syn, window: 65_535 };
	return ether4({ proto: 6, ttl: 104, id, payload: b.tcp({ ...segment, options: offer }) });
}

const refused = ether4(
	{
		proto: 6,
		payload: b.tcp({ src: 4899, dst: 1272, seq: 0, ack: 2_990_001_001, flags: rst | ack })
	},
	true
);

/** A question, twice knocked and twice refused, as one sees it on Ethernet. */
function reset(): Uint8Array {
	const question = b.padded(b.ethernet(0x0806, b.arp(1, '192.0.2.1', inside)));
	const answer = b.padded(b.ethernet(0x0806, b.arp(2, inside, '192.0.2.1')));
	const frames = [question, answer, knock(39_892), refused, knock(39_893), refused];
	return pcap({ order: 'little', linkType: 1 }, spaced(frames));
}

function quoted(): Uint8Array {
	const query = b.udp(53_124, 161, bytesOf('who'));
	return b.ip4({ src: outside, dst: inside, proto: 17, id: 77, payload: query });
}

/** What is not TCP over IPv4, in the other byte order. */
function protocols(): Uint8Array {
	const both = { src: outside6, dst: inside6 };
	const get = b.tcp({
		src: 51_000,
		dst: 80,
		seq: 9,
		ack: 5,
		flags: psh | ack,
		payload: bytesOf('GET')
	});
	const hop = b.joinedBytes(b.u8(60, 0, 1, 4, 0, 0, 0, 0), b.u8(6, 0, 1, 4, 0, 0, 0, 0), get);
	const later = b.joinedBytes(b.u8(17, 0), b.u16(1448), b.u32(4660), b.filled(16, 65));
	const init = b.joinedBytes(b.u16(5000, 38_412), b.u32(0, 0), b.u8(1, 0, 0, 20), b.filled(16));
	const six = (next: number, payload: Uint8Array) =>
		b.ethernet(b.ETHER_IP6, b.ip6({ ...both, next, payload, hops: 57 }));
	return pcap(
		{ order: 'big', linkType: 1 },
		spaced([
			b.padded(b.ethernet(b.ETHER_IP4, quoted())),
			ether4({ proto: 1, payload: b.icmp(3, 3, b.joinedBytes(b.u32(0), quoted())) }, true),
			ether4({ proto: 1, payload: b.icmp(8, 0, b.joinedBytes(b.u16(21, 1), b.filled(32))) }),
			six(0, hop),
			six(44, later),
			six(58, b.icmp(128, 0, b.u16(300, 4))),
			six(58, b.icmp(143, 0, b.u32(0))),
			ether4({ proto: 132, payload: init }),
			ether4({ proto: 47, payload: b.joinedBytes(b.u16(0, b.ETHER_IP4), quoted()) }),
			ether4({ proto: 6, options: b.u8(0x94, 4, 0, 0), payload: get }),
			ether4({ proto: 17, fragment: 0x2000, payload: b.udp(700, 800, b.filled(16, 66)) }),
			ether4({ proto: 17, fragment: 3, payload: b.filled(16, 66) }),
			ether4({ proto: 6, payload: b.tcp({ src: 40_000, dst: 22, seq: 1, flags: 0 }) }),
			ether4({ proto: 6, payload: b.tcp({ src: 40_000, dst: 22, seq: 1, flags: 0x1ff }) })
		])
	);
}

/** Tags, labels and sessions between Ethernet and IP, and frames that carry none. */
function shims(): Uint8Array {
	const packet = quoted();
	const tagged = (id: number, type: number) => b.u16(id, type);
	const bridge = b.joinedBytes(b.u8(0x42, 0x42, 3), b.filled(35));
	const snap = b.joinedBytes(b.u8(0xaa, 0xaa, 3, 0, 0, 0), b.u16(b.ETHER_IP4), packet);
	const cdp = b.joinedBytes(b.u8(0xaa, 0xaa, 3, 0, 0, 0x0c), b.u16(0x2000), b.filled(38));
	const labels = b.u32(16 * 4096 + 64, 18 * 4096 + 0x100 + 64);
	const ppp = (protocol: number, content: Uint8Array) =>
		b.joinedBytes(b.u8(0x11, 0), b.u16(42, content.length + 2, protocol), content);
	return pcap(
		{ order: 'little', linkType: 1 },
		spaced([
			b.ethernet(0x8100, b.joinedBytes(tagged(0x6000 + 10, b.ETHER_IP4), packet)),
			b.ethernet(0x88a8, b.joinedBytes(tagged(200, 0x8100), tagged(30, b.ETHER_IP4), packet)),
			b.ethernet(0x8847, b.joinedBytes(labels, packet)),
			b.ethernet(0x8864, ppp(0x0021, packet)),
			b.ethernet(0x8864, ppp(0xc021, b.u8(1, 1, 0, 4))),
			b.ethernet(bridge.length, bridge),
			b.ethernet(snap.length, snap),
			b.ethernet(cdp.length, cdp),
			b.ethernet(0x88cc, b.filled(46)),
			b.ethernet(0x6003, b.filled(46))
		])
	);
}

/** Nanoseconds, and IP without a link layer. */
function nanoseconds(): Uint8Array {
	const close = b.tcp({
		src: 80,
		dst: 51_000,
		seq: 4_294_967_295,
		ack: 12,
		flags: fin | ack,
		window: 501
	});
	const six = b.ip6({ src: outside6, dst: inside6, next: 6, payload: close });
	const frames = [quoted(), six, b.u8(0x10, 0, 0, 0)];
	return pcap(
		{ order: 'little', nanoseconds: true, linkType: 101 },
		spaced(frames, 1000).map((packet) => ({ ...packet, fraction: packet.fraction + 999 }))
	);
}

/** The Linux cooked header, big-endian nanoseconds. */
function cooked(): Uint8Array {
	const head = (type: number) =>
		b.joinedBytes(b.u16(0, 1, 6), b.u8(2, 0, 0, 0, 0, 1, 0, 0), b.u16(type));
	const frames = [
		b.joinedBytes(head(b.ETHER_IP4), quoted()),
		b.joinedBytes(head(0x0806), b.arp(1, '192.0.2.1', inside)),
		b.joinedBytes(head(4), b.u8(0x42, 0x42, 3), b.filled(35))
	];
	return pcap({ order: 'big', nanoseconds: true, linkType: 113 }, spaced(frames, 1000));
}

/** Packets cut at each layer, headers that lie, and a last packet that the file does not hold. */
function cut(): Uint8Array {
	const whole = knock(5);
	const short = [10, 14, 30, 34, 36, 42, 50].map((length) => whole.slice(0, length));
	const lies = [
		ether4({ proto: 6, words: 15, payload: b.tcp({ src: 1, dst: 2, seq: 3, flags: syn }) }),
		ether4({ proto: 6, words: 2, payload: b.tcp({ src: 1, dst: 2, seq: 3, flags: syn }) }),
		ether4({ proto: 17, total: 9000, payload: b.udp(1, 2, b.filled(20)) }),
		ether4({
			proto: 6,
			total: 0,
			payload: b.tcp({ src: 1, dst: 2, seq: 3, flags: ack, payload: b.filled(60) })
		})
	];
	const packets = spaced([...short, ...lies, whole]).map((packet, i) =>
		i < short.length ? { ...packet, wire: whole.length } : packet
	);
	const file = pcap({ order: 'little', linkType: 1, snaplen: 50 }, packets);
	return file.slice(0, file.length - 17);
}

/** Behind the second packet stands what is no packet. */
function garbage(): Uint8Array {
	const file = pcap({ order: 'little', linkType: 1 }, spaced([knock(1), refused]));
	return b.joinedBytes(file, b.filled(70, 0xee));
}

/** Every committed capture, by its path within the folder of formats. */
export const captureCases: Readonly<Record<string, () => Uint8Array>> = {
	'pcap/samples/reset.pcap': reset,
	'pcap/samples/protocols.pcap': protocols,
	'pcap/samples/shims.pcap': shims,
	'pcap/samples/nanoseconds.pcap': nanoseconds,
	'pcap/samples/cooked.pcap': cooked,
	'pcap/samples/cut.pcap': cut,
	'pcap/samples/garbage.pcap': garbage,
	'pcapng/samples/interfaces.pcapng': interfaces,
	'pcapng/samples/sections.pcapng': sections,
	'pcapng/samples/statistics.pcapng': () => counted()
};
