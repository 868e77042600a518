import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import * as b from '#test/captures/build.ts';
import type { PacketField, PacketLayer } from './layer.ts';
import { packetLayers } from './packet-layers.ts';

const { syn, ack, psh } = b.flags;
const ends = { src: '192.0.2.10', dst: '198.51.100.7' };

function layersOf(bytes: Uint8Array, { linkType = 1, wire = bytes.length } = {}): PacketLayer[] {
	return packetLayers({ linkType, bytes, wireLength: wire });
}

function segment(payload: Uint8Array, given: Partial<b.Tcp> = {}): Uint8Array {
	const tcp = b.tcp({ src: 40_000, dst: 80, seq: 7, ack: 9, flags: psh | ack, payload, ...given });
	return b.ethernet(b.ETHER_IP4, b.ip4({ ...ends, proto: 6, id: 77, payload: tcp }));
}

function datagram(port: number, payload: Uint8Array): Uint8Array {
	const udp = b.udp(40_000, port, payload);
	return b.ethernet(b.ETHER_IP4, b.ip4({ ...ends, proto: 17, payload: udp }));
}

function fieldsOf(layers: readonly PacketLayer[]): PacketField[] {
	const deep = (fields: readonly PacketField[]): PacketField[] =>
		fields.flatMap((field) => [field, ...deep(field.fields)]);
	return layers.flatMap(({ fields }) => deep(fields));
}

function valuesOf(layers: readonly PacketLayer[], name: string): string[] {
	return fieldsOf(layers)
		.filter((field) => field.name === name)
		.map(({ value }) => value);
}

function namesOf(layers: readonly PacketLayer[]): string[] {
	return layers.map(({ name }) => name);
}

function remarksOf(layers: readonly PacketLayer[]): string[] {
	return layers.flatMap(({ remarks }) => remarks);
}

/** A question for the address of a name, and one answer that points to the name. */
function answer(pointer: number): Uint8Array {
	const name = b.joinedBytes(b.u8(3), bytesOf('www'), b.u8(7), bytesOf('example'), b.u8(0));
	const entry = b.joinedBytes(
		b.u16(pointer),
		b.u16(1, 1),
		b.u32(60),
		b.u16(4),
		b.address('192.0.2.7')
	);
	return b.joinedBytes(b.u16(1, 0x8180, 1, 1, 0, 0), name, b.u16(1, 1), entry);
}

function clientHello(name: string): Uint8Array {
	const server = b.joinedBytes(b.u16(name.length + 3), b.u8(0), b.u16(name.length), bytesOf(name));
	const extension = b.joinedBytes(b.u16(0, server.length), server);
	const versions = b.joinedBytes(b.u16(43, 3), b.u8(2, 3, 4));
	const extensions = b.joinedBytes(extension, versions);
	const body = b.joinedBytes(
		b.u16(0x0303),
		b.filled(32, 5),
		b.u8(0),
		b.u16(2, 0x1301),
		b.u8(1, 0),
		b.u16(extensions.length),
		extensions
	);
	const message = b.joinedBytes(b.u8(1, 0), b.u16(body.length), body);
	return b.joinedBytes(b.u8(22), b.u16(0x0301, message.length), message);
}

describe('the layers of a packet', () => {
	it('are its headers from the link up, each field with its name, value and bytes', () => {
		const frame = segment(bytesOf('hello'), { flags: syn | ack, options: b.u8(2, 4, 5, 0xb4) });
		const layers = layersOf(frame);
		expect(namesOf(layers)).toEqual(['eth', 'ip', 'tcp', 'data']);
		expect(layers.map(({ start, end }) => [start, end])).toEqual([
			[0, 14],
			[14, 34],
			[34, 58],
			[58, 63]
		]);
		expect(fieldsOf(layers).find(({ name }) => name === 'tcp.flags')).toMatchObject({
			value: '0x0012',
			meaning: 'SYN,ACK',
			start: 46,
			end: 48
		});
		expect(valuesOf(layers, 'tcp.options.mss_val')).toEqual(['1460']);
		expect(valuesOf(layers, 'ip.id')).toEqual(['0x004d']);
		expect(remarksOf(layers)).toEqual([]);
	});

	it('end where the packet ends: what fills the frame up is padding', () => {
		const layers = layersOf(b.padded(segment(b.u8())));
		expect(layers.at(-1)).toMatchObject({ name: 'eth.padding', start: 54, end: 60 });
	});

	it('say where a capture cut the packet', () => {
		const frame = segment(bytesOf('hello'));
		const layers = layersOf(frame.slice(0, 40), { wire: frame.length });
		expect(namesOf(layers)).toEqual(['eth', 'ip', 'tcp']);
		expect(remarksOf(layers)).toEqual(['cut before Sequence number: 40 of 59 bytes were captured']);
	});

	it('say that a later fragment has no header of what it belongs to', () => {
		const layers = layersOf(
			b.ethernet(b.ETHER_IP4, b.ip4({ ...ends, proto: 17, fragment: 3, payload: b.filled(16) }))
		);
		expect(namesOf(layers)).toEqual(['eth', 'ip', 'data']);
		expect(remarksOf(layers)).toEqual([
			'a later fragment, from byte 24 on: the header above it is in the first'
		]);
	});

	it('say that a link type is not read', () => {
		expect(remarksOf(layersOf(b.filled(20), { linkType: 105 }))).toEqual([
			'link type 105 is not read here'
		]);
	});

	it('go on within a tunnel, and within the packet that an error quotes', () => {
		const inner = b.ip4({ ...ends, proto: 17, payload: b.udp(1, 161, b.u8(1)) });
		const gre = b.ip4({ ...ends, proto: 47, payload: b.joinedBytes(b.u16(0, b.ETHER_IP4), inner) });
		expect(namesOf(layersOf(gre, { linkType: 101 }))).toEqual(['ip', 'gre', 'ip', 'udp', 'data']);
		const error = b.icmp(3, 3, b.joinedBytes(b.u32(0), inner.slice(0, 26)));
		const layers = layersOf(b.ip4({ ...ends, proto: 1, payload: error }), { linkType: 101 });
		expect(namesOf(layers)).toEqual(['ip', 'icmp', 'ip', 'udp']);
		expect(remarksOf(layers)).toEqual([
			'cut before Checksum: the error quotes no more of the packet'
		]);
	});
});

describe('what a packet carries', () => {
	it('is a question to the name system and its answers', () => {
		const layers = layersOf(datagram(53, answer(0xc00c)));
		expect(layers.at(-1)!.summary).toBe('answer, no error, www.example A');
		expect(valuesOf(layers, 'dns.resp.name')).toEqual(['www.example']);
		expect(valuesOf(layers, 'dns.a')).toEqual(['192.0.2.7']);
	});

	it.each([0xc01d, 0xffff, 0xc021])('is no endless name where it points to %i', (pointer) => {
		const layers = layersOf(datagram(53, answer(pointer)));
		expect(remarksOf(layers)).toContain('a name is cut, or points where no name is');
	});

	it('is what a client of TLS asks for, on any port', () => {
		const layers = layersOf(segment(clientHello('shop.example'), { dst: 8443 }));
		expect(layers.at(-1)!.summary).toBe('ClientHello');
		expect(valuesOf(layers, 'tls.handshake.extensions_server_name')).toEqual(['shop.example']);
		expect(valuesOf(layers, 'tls.handshake.extensions.supported_version')).toEqual(['0x0304']);
	});

	it('is a request of HTTP/1, whose body may go on elsewhere', () => {
		const text = 'POST /login HTTP/1.1\r\nHost: shop.example\r\nX-Other: 1\r\n\r\nuser=a';
		const layers = layersOf(segment(bytesOf(text)));
		expect(valuesOf(layers, 'http.request.uri')).toEqual(['/login']);
		expect(valuesOf(layers, 'http.host')).toEqual(['shop.example']);
		expect(valuesOf(layers, 'http.request.line')).toEqual(['X-Other: 1']);
		const cut = layersOf(segment(bytesOf(text.slice(0, 30))));
		expect(remarksOf(cut)).toEqual(['its head goes on in the next segment: follow the stream']);
	});
});

const samples = [
	segment(clientHello('shop.example')),
	segment(bytesOf('GET / HTTP/1.1\r\nHost: a\r\n\r\n')),
	datagram(53, answer(0xc00c)),
	datagram(67, b.filled(250, 1)),
	datagram(123, b.filled(60, 3)),
	datagram(4789, b.joinedBytes(b.filled(8), segment(b.u8(1)))),
	b.ethernet(
		b.ETHER_IP6,
		b.ip6({ src: '2001:db8::1', dst: '2001:db8::2', next: 0, payload: b.filled(40) })
	),
	b.ethernet(0x0806, b.arp(1, '192.0.2.1', '192.0.2.2'))
];

describe('whatever the bytes of a packet are', () => {
	it('they are read without a failure, and all fields lie within them', () => {
		const mutated = fc.tuple(
			fc.constantFrom(...samples),
			fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 6 }),
			fc.nat(300),
			fc.constantFrom(0, 1, 9, 12, 51, 101, 113, 228, 229, 276)
		);
		fc.assert(
			fc.property(mutated, ([sample, changes, cut, linkType]) => {
				const bytes = sample.slice(0, Math.max(1, sample.length - (cut % sample.length)));
				for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
				const layers = packetLayers({ linkType, bytes, wireLength: sample.length });
				for (const { start, end } of [...layers, ...fieldsOf(layers)]) {
					expect(start).toBeGreaterThanOrEqual(0);
					expect(end).toBeGreaterThanOrEqual(start);
					expect(end).toBeLessThanOrEqual(bytes.length);
				}
			}),
			{ numRuns: 2000 }
		);
	});

	it.each(samples.map((sample, i) => [i, sample] as const))(
		'a packet that is cut anywhere says so or needs no more (%i)',
		(_, sample) => {
			const whole = namesOf(layersOf(sample));
			for (let length = 1; length < sample.length; length++) {
				const layers = layersOf(sample.slice(0, length), { wire: sample.length });
				expect(whole.slice(0, layers.length - 1)).toEqual(namesOf(layers).slice(0, -1));
			}
		}
	);
});
