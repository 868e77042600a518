/** Bytes of packets: IPv4 (RFC 791), TCP (RFC 9293), Ethernet, and the capture file that holds them. */

const flagBits = { F: 1, S: 2, R: 4, P: 8, A: 16 };
const ETHERNET_HEADER = 14;
const IP_HEADER = 20;
const TCP_HEADER = 20;
const TCP = 6;

/** MSS 1460, two no-operations, selective acknowledgements permitted: what a SYN of that time carries. */
export const synOptions = Uint8Array.from([2, 4, 0x05, 0xb4, 1, 1, 4, 2]);

/** Locally administered addresses of the two ends of the link that the sensor taps. */
const outside = [0x02, 0, 0, 0, 0, 0x01];
const firewall = [0x02, 0, 0, 0, 0, 0x02];

function addressBytes(text) {
	return text.split('.').map(Number);
}

/** The Internet checksum (RFC 1071) of parts laid end to end; each but the last has even length. */
export function checksum(...parts) {
	let sum = 0;
	for (const part of parts)
		for (let i = 0; i < part.length; i += 2) sum += (part[i] << 8) | (part[i + 1] ?? 0);
	while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
	return ~sum & 0xffff;
}

/** A header of 20 bytes with its checksum. `flags` is the field of three bits: 2 is don't fragment. */
export function ipHeader({ tos, length, id, flags, ttl, proto, src, dst }) {
	const header = new Uint8Array(IP_HEADER);
	const view = new DataView(header.buffer);
	view.setUint8(0, 0x45);
	view.setUint8(1, tos);
	view.setUint16(2, length);
	view.setUint16(4, id);
	view.setUint16(6, flags << 13);
	view.setUint8(8, ttl);
	view.setUint8(9, proto);
	header.set(addressBytes(src), 12);
	header.set(addressBytes(dst), 16);
	view.setUint16(10, checksum(header));
	return header;
}

function tcpSegment(packet) {
	const { options, payload } = packet;
	const segment = new Uint8Array(TCP_HEADER + options.length + payload.length);
	const view = new DataView(segment.buffer);
	view.setUint16(0, packet.sport);
	view.setUint16(2, packet.dport);
	view.setUint32(4, packet.seq);
	view.setUint32(8, packet.ack);
	view.setUint8(12, ((TCP_HEADER + options.length) / 4) << 4);
	view.setUint8(
		13,
		[...packet.flags].reduce((bits, flag) => bits | flagBits[flag], 0)
	);
	view.setUint16(14, packet.window);
	segment.set(options, TCP_HEADER);
	segment.set(payload, TCP_HEADER + options.length);
	const pseudo = new Uint8Array(12);
	pseudo.set(addressBytes(packet.src));
	pseudo.set(addressBytes(packet.dst), 4);
	pseudo[9] = TCP;
	new DataView(pseudo.buffer).setUint16(10, segment.length);
	view.setUint16(16, checksum(pseudo, segment));
	return segment;
}

function frame(packet) {
	const header = ipHeader({
		tos: packet.tos,
		length: packet.ipLength,
		id: packet.id,
		flags: 2,
		ttl: packet.ttl,
		proto: TCP,
		src: packet.src,
		dst: packet.dst
	});
	const ends = packet.inward ? [firewall, outside] : [outside, firewall];
	return Uint8Array.from([...ends.flat(), 0x08, 0x00, ...header, ...tcpSegment(packet)]);
}

function fileHeader() {
	const header = new Uint8Array(24);
	const view = new DataView(header.buffer);
	view.setUint32(0, 0xa1b2c3d4, true);
	view.setUint16(4, 2, true);
	view.setUint16(6, 4, true);
	view.setUint32(16, 65_535, true);
	view.setUint32(20, 1, true);
	return header;
}

function record(packet) {
	const bytes = frame(packet);
	const whole = new Uint8Array(16 + bytes.length);
	const view = new DataView(whole.buffer);
	view.setUint32(0, Math.floor(packet.t / 1e6), true);
	view.setUint32(4, packet.t % 1e6, true);
	view.setUint32(8, bytes.length, true);
	view.setUint32(12, ETHERNET_HEADER + packet.ipLength, true);
	whole.set(bytes, 16);
	return whole;
}

/** A capture (pcap 2.4, little-endian, microseconds, Ethernet) of TCP packets in their order. */
export function capture(packets) {
	return Buffer.concat([fileHeader(), ...packets.map(record)]);
}
