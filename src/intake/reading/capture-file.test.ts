import { gzipSync } from 'node:zlib';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { concatenated } from '#lib/bytes.ts';
import { memoryBytes } from '#test/support/memory-bytes.ts';
import { packetsIn } from '#test/support/packets-in.ts';
import { readBytes } from '#test/support/read-bytes.ts';
import { formatsFolder } from '#test/support/samples.ts';
import { CaptureFile } from './capture-file.ts';

const samples = ['pcap', 'pcapng'].flatMap((format) =>
	readdirSync(join(formatsFolder, format, 'samples'))
		.filter((name) => /\.pcap(ng)?$/.test(name))
		.map((name) => ({ format, name }))
);

function bytesOf({ format, name }: { format: string; name: string }): Uint8Array {
	return new Uint8Array(readFileSync(join(formatsFolder, format, 'samples', name)));
}

function placeOf(row: RowObject) {
	return {
		record: Number(row.record),
		offset: Number(row.byte_offset),
		length: Number(row.byte_length)
	};
}

/** What a packet says, wherever it lies. */
function saying({ source_id, record, byte_offset, ...row }: RowObject): RowObject {
	void [source_id, record, byte_offset];
	return row;
}

function inMemory(parts: readonly Uint8Array[]): Uint8Array {
	return concatenated(
		parts,
		parts.reduce((sum, { length }) => sum + length, 0)
	);
}

describe('packets of a capture are had again', () => {
	it.each(samples)('by the places of their records in $name', async (sample) => {
		const bytes = bytesOf(sample);
		const { rows, receipt } = await readBytes(bytes);
		const wanted = rows.filter((_, i) => i % 2 === 0);
		const all = packetsIn(bytes);
		for (const compression of [null, 'gzip'] as const) {
			const given = compression === null ? bytes : new Uint8Array(gzipSync(bytes));
			const file = new CaptureFile(memoryBytes(given), compression, receipt.format);
			const packets = await file.packets(wanted.map(placeOf));
			expect(packets.map(({ record }) => record)).toEqual(
				wanted.map(({ record }) => Number(record))
			);
			for (const { record, packet } of packets) {
				const { linkType, wireLength, bytes: of } = all[record - 1]!;
				expect(packet).toMatchObject({ linkType, wireLength });
				expect(packet.bytes.slice(packet.start, packet.end)).toEqual(of);
			}
		}
	});

	it.each(samples)(
		'as a capture of their own, which reads as they did in $name',
		async (sample) => {
			const { rows, receipt } = await readBytes(bytesOf(sample));
			const wanted = rows.filter((_, i) => i % 3 !== 1);
			const file = new CaptureFile(memoryBytes(bytesOf(sample)), null, receipt.format);
			const part = inMemory(await file.part(wanted.map(placeOf)));
			const again = await readBytes(part);
			expect(again.receipt).toMatchObject({ format: receipt.format, rejects: [] });
			expect(again.rows.map(saying)).toEqual(wanted.map(saying));
		}
	);

	it('or it is said that the source ends before them', async () => {
		const file = new CaptureFile(memoryBytes(bytesOf(samples[0]!)), null, 'pcap');
		const place = { record: 99, offset: 1 << 20, length: 60 };
		await expect(file.packets([place])).rejects.toThrow('ends before');
	});

	it('of a capture alone', () => {
		expect(() => new CaptureFile(memoryBytes(new Uint8Array()), null, 'zeek')).toThrow(
			'not a capture'
		);
	});
});
