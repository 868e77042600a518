import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, concatenated, textOf } from '#lib/bytes.ts';
import { flags, ip4, tcp, udp } from '#test/captures/build.ts';
import { followFlow, type Conversation, type FlowPacket } from './follow.ts';

const [client, server] = ['192.0.2.1', '198.51.100.2'];
const { syn, ack, fin, rst } = flags;

interface Sent {
	back?: boolean;
	seq: number;
	ack?: number;
	flags?: number;
	text?: string | Uint8Array;
	/** Bytes of it that were captured. */
	captured?: number;
}

function packetOf(sent: Sent, record: number): FlowPacket {
	const payload =
		typeof sent.text === 'string' ? bytesOf(sent.text) : (sent.text ?? new Uint8Array());
	const [src, dst] = sent.back ? [server, client] : [client, server];
	const ports = sent.back ? { src: 80, dst: 4000 } : { src: 4000, dst: 80 };
	const segment = tcp({
		...ports,
		seq: sent.seq,
		ack: sent.ack ?? 0,
		flags: sent.flags ?? 0,
		payload
	});
	return captured(ip4({ src, dst, proto: 6, payload: segment }), record, sent.captured);
}

function captured(bytes: Uint8Array, record: number, end = bytes.length): FlowPacket {
	const packet = {
		ts: BigInt(record),
		linkType: 101,
		wireLength: bytes.length,
		bytes,
		start: 0,
		end
	};
	return { record, packet };
}

function follow(...sent: Sent[]): readonly Conversation[] {
	return followFlow(sent.map(packetOf)).connections;
}

/** `>hello<world`, with `[n]` for what is missing. */
function said({ segments }: Conversation): string {
	return segments
		.map(
			({ way, bytes, length }) => `${'><'[way]}${bytes === null ? `[${length}]` : textOf(bytes)}`
		)
		.join('');
}

describe('a stream that is followed', () => {
	it('has what both ends said, in order', () => {
		const [one] = follow(
			{ seq: 99, flags: syn },
			{ back: true, seq: 499, ack: 100, flags: syn | ack },
			{ seq: 100, ack: 500, flags: ack, text: 'question' },
			{ back: true, seq: 500, ack: 108, flags: ack, text: 'answer' },
			{ seq: 108, ack: 506, flags: ack | fin }
		);
		expect(said(one!)).toBe('>question<answer');
		expect(one!.ends).toEqual(['192.0.2.1:4000', '198.51.100.2:80']);
		expect(one!.ways.map(({ remarks }) => remarks)).toEqual([[], []]);
	});

	it('puts what came late at its place, counts what came again, and shows what came first', () => {
		const [one] = follow(
			{ seq: 99, flags: syn },
			{ seq: 103, text: 'def' },
			{ seq: 100, text: 'abc' },
			{ seq: 102, text: 'cXe' }
		);
		expect(said(one!)).toBe('>abc>def');
		expect(one!.ways[0].remarks).toEqual([
			'3 bytes came again',
			'1 byte of them came again as others: what came first is shown',
			'1 packet came late'
		]);
	});

	it('goes on where sequence numbers begin anew', () => {
		const [one] = follow(
			{ seq: 2 ** 32 - 3, flags: syn },
			{ seq: 2 ** 32 - 2, text: 'abcd' },
			{ seq: 2, text: 'ef' }
		);
		expect(said(one!)).toBe('>abcd>ef');
	});

	it('says what is missing, between, at the beginning, at the end and of cut packets', () => {
		const [one] = follow(
			{ seq: 99, flags: syn },
			{ seq: 105, text: 'abc' },
			{ seq: 110, text: 'defgh', captured: 42 },
			{ back: true, seq: 500, ack: 120, flags: ack }
		);
		expect(said(one!)).toBe('>[5]>abc>[2]>de>[8]');
		expect(one!.ways[0]).toMatchObject({ bytes: 5, missing: 15 });
	});

	it('has no byte missing where only its end was acknowledged', () => {
		const [one] = follow(
			{ seq: 99, flags: syn },
			{ seq: 100, text: 'abc', flags: fin },
			{ back: true, seq: 500, ack: 104, flags: ack }
		);
		expect(one!.ways[0]).toMatchObject({ bytes: 3, missing: 0, remarks: [] });
		const [unseen] = follow(
			{ seq: 100, text: 'abc' },
			{ back: true, seq: 5, ack: 104, flags: ack }
		);
		expect(unseen!.ways[0]).toMatchObject({ bytes: 3, missing: 0 });
		expect(unseen!.ways[0].remarks).toContain(
			'one more was acknowledged: its last byte, or its end, was not captured'
		);
	});

	it('that began before the capture has what came first though its packet came late', () => {
		const [one] = follow({ seq: 200, text: 'def' }, { seq: 197, text: 'abc' });
		expect(said(one!)).toBe('>abc>def');
		expect(one!.ways[0]).toMatchObject({ missing: 0 });
	});

	it('is another one where the same ends begin anew with another number', () => {
		const all = follow(
			{ seq: 99, flags: syn },
			{ seq: 99, flags: syn },
			{ back: true, seq: 0, ack: 100, flags: rst | ack },
			{ seq: 777, flags: syn },
			{ seq: 778, text: 'again' }
		);
		expect(all.map(said)).toEqual(['', '>again']);
		expect(all.map(({ records }) => records)).toEqual([
			[0, 1, 2],
			[3, 4]
		]);
	});

	it('of UDP has each datagram, and repeats are datagrams too', () => {
		const one = ip4({ src: client, dst: server, proto: 17, payload: udp(4000, 53, bytesOf('a')) });
		const { connections } = followFlow([captured(one, 1), captured(one, 2)]);
		expect(said(connections[0]!)).toBe('>a>a');
	});

	it('counts packets that are of no stream', () => {
		const later = ip4({
			src: client,
			dst: server,
			proto: 6,
			fragment: 3,
			payload: bytesOf('xxxxxxxx')
		});
		expect(followFlow([captured(later, 1)])).toEqual({ connections: [], leftOut: 1 });
	});
});

/** A text that was cut, shuffled and doubled, and which of its parts were lost. */
const sendings = fc
	.record({
		bytes: fc.uint8Array({ minLength: 1, maxLength: 400 }),
		cuts: fc.array(fc.nat(400), { maxLength: 12 }),
		again: fc.array(fc.tuple(fc.nat(400), fc.nat(60)), { maxLength: 6 }),
		seed: fc.array(fc.nat(1000), { minLength: 30, maxLength: 30 }),
		first: fc.constantFrom(0, 5, 2 ** 31, 2 ** 32 - 1, 2 ** 32 - 200),
		lost: fc.array(fc.nat(12), { maxLength: 4 })
	})
	.map(({ bytes, cuts, again, seed, first, lost }) => {
		const at = [...new Set([0, ...cuts.filter((cut) => cut < bytes.length)])].sort((a, b) => a - b);
		const parts = at.map((start, i) => ({ start, end: at[i + 1] ?? bytes.length }));
		const kept = parts.filter((_, i) => !lost.includes(i));
		const doubled = again.map(([from, length]) => ({
			start: from % bytes.length,
			end: Math.min(bytes.length, (from % bytes.length) + length + 1)
		}));
		return {
			bytes,
			first,
			parts: shuffled([...parts, ...doubled], seed),
			kept: shuffled(kept, seed)
		};
	});

function shuffled<Item>(items: readonly Item[], seed: readonly number[]): Item[] {
	return items.map((item, i) => [seed[i % seed.length]!, item] as const).sort(([a], [b]) => a - b).map(([, item]) => item); // prettier-ignore
}

function sent(bytes: Uint8Array, first: number, parts: readonly { start: number; end: number }[]) {
	const data = parts.map(({ start, end }) => ({
		seq: (first + 1 + start) % 2 ** 32,
		text: bytes.slice(start, end)
	}));
	return follow({ seq: first, flags: syn }, ...data, {
		seq: (first + 1 + bytes.length) % 2 ** 32,
		flags: fin
	})[0]!;
}

describe('however a stream was cut, shuffled and sent again', () => {
	it('it comes out as it was', () => {
		fc.assert(
			fc.property(sendings, ({ bytes, first, parts }) => {
				const { segments, ways } = sent(bytes, first, parts);
				const pieces = segments.map((segment) => segment.bytes!);
				expect(concatenated(pieces, ways[0].bytes)).toEqual(bytes);
				expect(ways[0]).toMatchObject({ bytes: bytes.length, missing: 0 });
			})
		);
	});

	it('a lost part is missing with exactly its size, and all else stands at its place', () => {
		fc.assert(
			fc.property(sendings, ({ bytes, first, kept }) => {
				const { segments, ways } = sent(bytes, first, kept);
				const there = kept.reduce((sum, { start, end }) => sum + end - start, 0);
				expect(ways[0]).toMatchObject({ bytes: there, missing: bytes.length - there });
				let at = 0;
				for (const { start, length, bytes: found } of segments) {
					expect(start).toBe(at);
					if (found !== null) expect(found).toEqual(bytes.slice(start, start + length));
					at += length;
				}
				expect(at).toBe(bytes.length);
			})
		);
	});
});
