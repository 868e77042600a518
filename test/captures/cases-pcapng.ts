import { bytesOf } from '#lib/bytes.ts';
import * as b from './build.ts';
import {
	block,
	enhanced,
	interfaceBlock,
	obsolete,
	section,
	simple,
	statistics,
	type InterfaceGiven,
	words
} from './files.ts';

const start = BigInt(Date.UTC(2024, 2, 5, 9, 30) / 1000);
const [inside, outside] = ['192.0.2.10', '203.0.113.9'];

const query = b.ip4({
	src: outside,
	dst: inside,
	proto: 17,
	ttl: 50,
	id: 4660,
	payload: b.udp(5353, 53, bytesOf('ask'))
});
const query6 = b.ip6({
	src: '2001:db8::9',
	dst: '2001:db8::10',
	next: 17,
	payload: b.udp(5353, 53, bytesOf('ask6'))
});

/** One interface of each link type, its resolution, and what one packet begins with there. */
const links: { given: InterfaceGiven; time: bigint; bytes: Uint8Array }[] = [
	{ given: { linkType: 1 }, time: start * 1_000_000n + 1n, bytes: b.ethernet(b.ETHER_IP4, query) },
	{ given: { linkType: 12, resolution: 9 }, time: start * 1_000_000_000n + 2_999n, bytes: query },
	{ given: { linkType: 101, resolution: 3 }, time: start * 1_000n + 3n, bytes: query6 },
	{ given: { linkType: 228, resolution: 0x8a }, time: start * 1_024n + 512n, bytes: query },
	{ given: { linkType: 229, resolution: 0 }, time: start, bytes: query6 },
	{
		given: { linkType: 0, offset: 3600 },
		time: (start - 3600n) * 1_000_000n + 5n,
		bytes: family(2)
	},
	{ given: { linkType: 0, offset: -60 }, time: (start + 60n) * 1_000_000n + 6n, bytes: family(30) },
	{
		given: { linkType: 108 },
		time: start * 1_000_000n + 7n,
		bytes: b.joinedBytes(b.u32(24), query6)
	},
	{ given: { linkType: 276 }, time: start * 1_000_000n + 8n, bytes: cooked2() },
	{ given: { linkType: 9 }, time: start * 1_000_000n + 9n, bytes: ppp() },
	{ given: { linkType: 147 }, time: start * 1_000_000n + 10n, bytes: b.filled(20, 7) }
];

/** BSD loopback of a little-endian machine. */
function family(number: number): Uint8Array {
	return b.joinedBytes(b.u8(number, 0, 0, 0), number === 2 ? query : query6);
}

function cooked2(): Uint8Array {
	const head = [b.u16(b.ETHER_IP6, 0), b.u32(3), b.u16(1), b.u8(0, 6, 2, 0, 0, 0, 0, 1, 0, 0)];
	return b.joinedBytes(...head, query6);
}

function ppp(): Uint8Array {
	return b.joinedBytes(b.u8(0xff, 3), b.u16(0x0021), query);
}

export function interfaces(): Uint8Array {
	const order = 'little';
	return b.joinedBytes(
		section(order),
		...links.map(({ given }) => interfaceBlock(order, given)),
		...links.map(({ time, bytes }, i) => enhanced(order, { interface: i, time, bytes }))
	);
}

/** Two sections of both byte orders; every kind of packet block; blocks without packets between them. */
export function sections(): Uint8Array {
	const frame = b.ethernet(b.ETHER_IP4, query);
	const time = start * 1_000_000n;
	const first = [
		section('little'),
		interfaceBlock('little', { linkType: 1, snaplen: 40 }),
		enhanced('little', { interface: 0, time, bytes: frame.slice(0, 40), wire: frame.length }),
		simple('little', frame.slice(0, 40), frame.length),
		block('little', 5, words('little', 0, 0, 0)),
		enhanced('little', { interface: 3, time, bytes: frame })
	];
	const second = [
		section('big'),
		interfaceBlock('big', { linkType: 101, resolution: 9 }),
		block('big', 4, b.u32(0)),
		block('big', 0x7777, b.u32(1)),
		obsolete('big', { interface: 0, time: time * 1000n + 1_500n, bytes: query6 }),
		simple('big', query),
		enhanced('big', { interface: 0, time: time * 1000n, bytes: query }).slice(0, 41)
	];
	return b.joinedBytes(...first, ...second);
}

/**
 * An hour in which two interfaces were captured and one packet came: the first counts its statistics in
 * microseconds, as Dumpcap does, though its packets are timed in nanoseconds.
 */
export function counted(dropped = 0n): Uint8Array {
	const micros = start * 1_000_000n;
	const hour = { from: micros, to: micros + 3_600_000_000n, dropped };
	return b.joinedBytes(
		section('big'),
		interfaceBlock('big', { linkType: 101, resolution: 9 }),
		interfaceBlock('big', { linkType: 101 }),
		enhanced('big', { interface: 0, time: start * 1_000_000_000n + 60n, bytes: query }),
		statistics('big', { ...hour, interface: 0, received: 1n }),
		statistics('big', { ...hour, interface: 1, received: 0n })
	);
}
