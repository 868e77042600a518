import { expect, test } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { hexLines } from './hex-lines.ts';

test('bytes stand sixteen to a line, each line with its offset in the source', () => {
	const lines = hexLines(bytesOf('GET /index.html HTTP/1.0'), 4096);
	expect(lines).toEqual([
		{
			offset: '00001000',
			hex: '47 45 54 20 2f 69 6e 64  65 78 2e 68 74 6d 6c 20',
			ascii: 'GET /index.html '
		},
		{
			offset: '00001010',
			hex: '48 54 54 50 2f 31 2e 30  '.padEnd(48),
			ascii: 'HTTP/1.0'
		}
	]);
});

test('what cannot be printed is a dot', () => {
	expect(hexLines(new Uint8Array([0, 0x1b, 0x7f, 0xff, 0x41]), 0)[0]!.ascii).toBe('....A');
});

test('no bytes are no lines', () => {
	expect(hexLines(new Uint8Array(0), 0)).toEqual([]);
});
