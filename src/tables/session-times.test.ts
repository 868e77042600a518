import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EventWriter, startOf } from './event-writer.ts';
import { rowObjects } from './row-objects.ts';

const micros = fc.oneof(
	fc.integer({ min: -1e15, max: 4e15 }),
	fc.integer({ min: 1_168_831_056_000_000, max: 1_168_831_056_000_009 })
);

it('a session that ends before it begins has no end and no duration, and is counted', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(micros, micros), { minLength: 1 }), (spans) => {
			const writer = new EventWriter('sessions', startOf('s'));
			for (const [start, end] of spans) {
				writer.ts.set(start);
				writer.timestamp('end_ts').set(BigInt(end));
				writer.float64('duration').set((end - start) / 1e6);
				writer.commitPart();
			}
			const rows = rowObjects(writer.take()!);
			const reversed = spans.map(([start, end]) => end < start);
			expect(rows.map(({ end_ts }) => end_ts === null)).toEqual(reversed);
			expect(rows.map(({ duration }) => duration === null)).toEqual(reversed);
			expect(writer.reversed).toBe(reversed.filter(Boolean).length);
		})
	);
});

it.each([
	['icmp', 8, 0, true],
	['icmp', 255, 255, true],
	['icmp', 256, 0, false],
	['icmp', 8, 4711, false],
	['icmp6', 50_123, 50_123, false],
	['tcp', 50_123, 443, true]
])('a port of ICMP is a type or a code, and none over 255: %s %i %i', (proto, from, to, kept) => {
	const writer = new EventWriter('firewall', startOf('s'));
	writer.proto.set(proto);
	writer.srcPort.set(from);
	writer.dstPort.set(to);
	writer.commit();
	const [{ src_port, dst_port }] = rowObjects(writer.take()!) as [Record<string, unknown>];
	expect([src_port, dst_port]).toEqual(kept ? [from, to] : [null, null]);
});
