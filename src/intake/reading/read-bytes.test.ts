import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import type { RowObject } from '#tables/row-objects.ts';
import { rowObjects } from '#tables/row-objects.ts';
import { memoryBytes } from '#test/support/memory-bytes.ts';
import { readBack } from '../bytes/read-back.ts';
import { defaultSettings } from '../record/import-settings.ts';
import { readBytes } from './read-bytes.ts';

const line = '01/15-03:17:36.0 [**] [1:2:3] é “a” 😀 [**] {TCP} 192.0.2.1:1 -> 192.0.2.2:80\r\n';

async function read(bytes: Uint8Array) {
	const rows: RowObject[] = [];
	const receipt = await readBytes(memoryBytes(bytes, 'a.log'), defaultSettings, 0, {
		onOpened: () => undefined,
		onBatch: (batch) => void rows.push(...rowObjects(batch))
	});
	return { rows, receipt };
}

function tarOf(name: string, content: Uint8Array): Uint8Array {
	const tar = new Uint8Array(512 + Math.ceil(content.length / 512) * 512 + 1024);
	tar.set(bytesOf(name));
	tar.set(bytesOf('ustar\u000000'), 257);
	tar.set(content, 512);
	return tar;
}

describe('a file that holds others, or is packed otherwise than is read,', () => {
	const text = bytesOf(line.repeat(20));
	it.each([
		['a tar', tarOf('fast.log', text), /this is a tar archive: unpack it first/],
		['a tar in a gzip', gzipSync(tarOf('fast.log', text)), /this is a tar archive: unpack it/],
		['a gzip in a gzip', gzipSync(gzipSync(text)), /this is a gzip inside a gzip: unpack it once/],
		['a zip', zipSync({ 'fast.log': text }), /this is a zip archive/],
		['UTF-16 in a gzip', gzipSync(utf16(line, true)), /this is text in UTF-16 inside a gzip/],
		['UTF-16 without its mark', utf16(line, true).slice(2), /this is text in UTF-16 without its/],
		['bzip2', bytesOf('BZh91AY&SY\u0001\u0002'), /this is compressed with bzip2/]
	])('is named, with what to do: %s', async (_, bytes, message) => {
		await expect(read(bytes)).rejects.toThrow(message);
	});
});

/** With its mark. */
function utf16(text: string, isLittle: boolean): Uint8Array {
	const view = new DataView(new ArrayBuffer(2 * text.length + 2));
	[...`\ufeff${text}`]
		.join('')
		.split('')
		.forEach((unit, i) => {
			view.setUint16(2 * i, unit.charCodeAt(0), isLittle);
		});
	return new Uint8Array(view.buffer);
}

describe('a text in UTF-16 with its mark', () => {
	it.each([
		['UTF-16LE', true],
		['UTF-16BE', false]
	] as const)(
		'is read as the same text in UTF-8 is, and has its bytes: %s',
		async (name, isLittle) => {
			const plain = await read(bytesOf(line.repeat(3000)));
			const bytes = utf16(line.repeat(3000), isLittle);
			const { rows, receipt } = await read(bytes);
			expect(receipt).toMatchObject({ compression: name, records: 3000, rows: { alerts: 3000 } });
			const elsewhere = (row: RowObject) => ({ ...row, source_id: '', alert_id: '' });
			expect(rows.map(elsewhere)).toEqual(plain.rows.map(elsewhere));
			const { byte_offset: offset, byte_length: length } = rows[2999]!;
			const back = await readBack(
				memoryBytes(bytes, 'a.log'),
				name,
				Number(offset),
				Number(length)
			);
			expect(textOf(back)).toBe(line.trimEnd());
		}
	);

	it('has what is no UTF-16 told on the receipt', async () => {
		const { receipt } = await read(utf16(line.replace('é', '\ud800'), true));
		expect(receipt.notes.join()).toContain('U+FFFD stands in the text');
	});
});

it('a first line that is longer than the head is one reject, and what the others are is found behind it', async () => {
	const long = 9_000_000;
	const { receipt } = await read(bytesOf(`${'a'.repeat(long)}\n${line.repeat(3)}`));
	expect(receipt).toMatchObject({ records: 4, rows: { alerts: 3 } });
	expect(receipt.rejects).toMatchObject([{ record: 1, byte_offset: 0, byte_length: long }]);
	await expect(read(bytesOf('a'.repeat(long)))).rejects.toThrow('no format here fits its content');
});
