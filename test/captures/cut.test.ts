import { describe, expect, it } from 'vitest';
import { readBytes } from '../support/read-bytes.ts';
import * as b from './build.ts';
import { captureCases } from './cases.ts';
import { block, enhanced, interfaceBlock, pcap, section, words } from './files.ts';

const whole = ['reset', 'protocols', 'shims'].map((name) => `pcap/samples/${name}.pcap`);

/** The Ethernet frames of a sample, cut out at their record headers. */
async function framesOf(name: string): Promise<Uint8Array[]> {
	const bytes = captureCases[name]!();
	const { rows } = await readBytes(bytes);
	return rows.map((row) => {
		const end = (row.byte_offset as number) + (row.byte_length as number);
		return bytes.slice((row.byte_offset as number) + 16, end);
	});
}

describe('a packet that was cut', () => {
	it.each(whole)('says at every length what the whole one says, or nothing: %s', async (name) => {
		for (const frame of await framesOf(name)) {
			const cuts = Array.from({ length: frame.length + 1 }, (_, length) => ({
				seconds: 1,
				fraction: 0,
				bytes: frame.slice(0, length),
				wire: frame.length
			}));
			const { rows, receipt } = await readBytes(pcap({ order: 'little', linkType: 1 }, cuts));
			expect(receipt.rejects).toEqual([]);
			expect(rows).toHaveLength(frame.length + 1);
			const full = rows.at(-1)!;
			for (const row of rows) {
				const { record, byte_offset, byte_length, info, ...facts } = row;
				expect([record, byte_offset, byte_length]).not.toContain(null);
				expect(info).toMatch(/\S/);
				const known = Object.entries(facts).filter(([, value]) => value !== null);
				expect(full).toMatchObject(Object.fromEntries(known));
			}
		}
	});

	it('says how much of it was captured', async () => {
		const [frame] = await framesOf(whole[0]!);
		const cut = [{ seconds: 1, fraction: 0, bytes: frame!.slice(0, 40), wire: frame!.length }];
		const { rows } = await readBytes(pcap({ order: 'big', linkType: 1 }, cut));
		expect(rows[0]!.info).toMatch(/; 40 of 60 bytes captured$/);
	});
});

const order = 'little';
const head = b.joinedBytes(section(order), interfaceBlock(order, { linkType: 101 }));
const packet = enhanced(order, { interface: 0, time: 5n, bytes: b.u8(0x10) });

describe('pcapng whose blocks lie about their length', () => {
	it.each([
		['of nothing', words(order, 6, 0, 0)],
		['that is no multiple of four', words(order, 6, 33, 0)],
		['beyond any block', words(order, 6, 0x7fff_fffc, 0)],
		['that differs at the end', b.joinedBytes(words(order, 6, 16, 0, 20))]
	])('keeps what came before a length %s, and refuses the rest once', async (_, lie) => {
		const bytes = b.joinedBytes(head, packet, lie, packet, packet);
		const { rows, receipt } = await readBytes(bytes);
		expect(rows.map((row) => row.record)).toEqual([1]);
		const lost = { record: 2, byte_offset: head.length + packet.length };
		expect(receipt.rejects).toMatchObject([
			{ ...lost, byte_length: lie.length + 2 * packet.length }
		]);
		expect(receipt.rejects[0]!.reason).toMatch(/nothing from here on can be read$/);
	});

	it('refuses a packet that claims more than its block holds, and goes on', async () => {
		const greedy = block(order, 6, words(order, 0, 0, 0, 100, 100), b.filled(8));
		const { rows, receipt } = await readBytes(b.joinedBytes(head, greedy, packet));
		expect(receipt.rejects.map(({ reason }) => reason)).toEqual([
			'the block has room for 8 bytes of a packet, not for 100'
		]);
		expect(rows.map((row) => row.record)).toEqual([2]);
	});

	it('leaves out a time that no calendar has', async () => {
		const late = enhanced(order, { interface: 0, time: 2n ** 64n - 1n, bytes: b.u8(0x10) });
		const { rows, receipt } = await readBytes(b.joinedBytes(head, late));
		expect(rows[0]!.ts).toBeNull();
		expect(receipt.notes).toEqual([
			'the time of a packet lies beyond the year 9999 and was left out'
		]);
	});
});
