import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { textOf } from '#lib/bytes.ts';
import { contentOf } from './content.ts';
import type { HttpMessage } from './message.ts';

const text = 'what was said '.repeat(30);

function message(encoding: string, packed: Uint8Array, missing = 0): HttpMessage {
	const there = { start: 0, length: packed.length, bytes: packed };
	const gap = { start: packed.length, length: missing, bytes: null };
	const parts = missing > 0 ? [there, gap] : [there];
	const body = { framing: 'close', parts, bytes: packed.length, missing, isWhole: missing === 0, trailers: [] } as const; // prettier-ignore
	const fields = [{ name: 'Content-Encoding', value: encoding }];
	return { way: 1, start: 0, end: 0, record: 1, ts: null, line: '', fields, body, remarks: [] };
}

function read(encoding: string, packed: Uint8Array, missing = 0) {
	const { bytes, remarks } = contentOf(message(encoding, packed, missing))!;
	return [textOf(bytes), remarks.join(' / ')];
}

it('gzip and both things that are called deflate are undone, one inside the other too', () => {
	expect(read('gzip', gzipSync(text))).toEqual([text, 'gzip: 420 bytes']);
	expect(read('deflate', deflateSync(text))).toEqual([text, 'deflate: 420 bytes']);
	expect(read('deflate', deflateRawSync(text))).toEqual([text, 'deflate: 420 bytes']);
	expect(read('gzip', Buffer.concat([gzipSync('a'), gzipSync('b')]))).toEqual([
		'ab',
		'gzip: 2 bytes'
	]);
	const [both] = read('deflate, gzip', gzipSync(deflateSync(text)));
	expect(both).toBe(text);
});

it('of what unfolds without end the beginning is read, and that is said', () => {
	const [all, remark] = read('gzip', gzipSync(Buffer.alloc(10_000_000, 'a')));
	expect(all).toHaveLength(262_144);
	expect(remark).toBe('gzip: 262,144 bytes; cut there');
});

it('what is damaged, incomplete, none or unknown is said to be that', () => {
	const packed = gzipSync(text);
	const wrong = packed.slice();
	wrong[wrong.length - 6]! ^= 1;
	expect(read('gzip', wrong)).toEqual([text, 'gzip: 420 bytes; what came is damaged']);
	const [start, remark] = read('gzip', packed.subarray(0, packed.length - 9), 9);
	expect(text.startsWith(start!)).toBe(true);
	expect(remark).toMatch(/^gzip: \d+ bytes; decoded as far as it is there$/);
	expect(read('gzip', Buffer.from('plain'))).toEqual([
		'plain',
		'gzip: it is none, shown as it came'
	]);
	expect(read('br', brotliCompressSync('x'))[1]).toBe('br: not decoded here, shown as it came');
});
