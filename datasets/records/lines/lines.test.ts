import { describe, expect, it } from 'vitest';
import { bytesOf, concatenated, textOf } from '#lib/bytes.ts';
import { lines } from './lines.ts';

/** The records of a text that is cut into pieces, each with where it begins; a line goes on that begins with a blank. */
function recordsOf(text: string, piece = text.length) {
	const records: [offset: number, text: string][] = [];
	let offset = 0;
	const account = { begin: (at: number) => void (offset = at), reject() {}, settle() {} };
	const reader = lines(account, {
		continues: (bytes, start) => bytes[start] === 32,
		line: (bytes, start, end) => records.push([offset, textOf(bytes, start, end)])
	});
	const bytes = bytesOf(text);
	for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
	reader.end();
	return records;
}

describe('a record of several lines', () => {
	it('is one range from its first line to its last', () => {
		expect(recordsOf('a\n 1\n 2\nb\n 3')).toEqual([
			[0, 'a\n 1\n 2'],
			[8, 'b\n 3']
		]);
	});

	it('has the blank lines between its lines, and not those behind it', () => {
		expect(recordsOf('a\r\n\r\n 1\r\n\r\nb\r\n')).toEqual([
			[0, 'a\r\n\r\n 1'],
			[11, 'b']
		]);
	});

	it('begins with no line that would go on: each of those is a record of its own', () => {
		expect(recordsOf(' 1\n 2\na\n 3\n')).toEqual([
			[0, ' 1'],
			[3, ' 2'],
			[6, 'a\n 3']
		]);
	});

	it('is the same however the bytes are cut', () => {
		const text = '\ufeffa\n\n 1\nb\n\n\nc\n 2\n\n 3\r\n';
		const whole = recordsOf(text);
		expect(whole.map(([, record]) => record)).toEqual(['a\n\n 1', 'b', 'c\n 2\n\n 3']);
		for (let piece = 1; piece < text.length; piece++) expect(recordsOf(text, piece)).toEqual(whole);
	});

	it('ends where it would be longer than 64 KiB, however the bytes are cut', () => {
		const line = ` ${'x'.repeat(998)}\n`;
		const text = `a\n${line.repeat(100)}${'\n'.repeat(70_000)} y\n`;
		const whole = recordsOf(text);
		expect(whole[0]![1].length).toBe(1 + 65 * 1000);
		expect(whole).toHaveLength(1 + 35 + 1);
		expect(recordsOf(text, 777)).toEqual(whole);
	});
});

describe('a line that is longer than any that is read', () => {
	const length = 9_000_000;
	const long = new Uint8Array(length).fill(0x61);

	/** What becomes of the bytes, given in pieces. */
	function accountOf(bytes: Uint8Array, piece: number, continues: boolean) {
		const told: (string | number)[][] = [];
		let at: [offset: number, length: number] = [0, 0];
		const account = {
			begin: (...place: typeof at) => void (at = place),
			reject: (reason: string) => void told.push([...at, reason]),
			settle() {}
		};
		const reader = lines(account, {
			...(continues && { continues: (line: Uint8Array, start: number) => line[start] === 32 }),
			line: (line, start, end) => void told.push([...at, textOf(line, start, end)])
		});
		for (let from = 0; from < bytes.length; from += piece)
			reader.push(bytes.subarray(from, from + piece));
		reader.end();
		return told;
	}

	it.each([
		['its end is LF', '\n'],
		['its end is CRLF', '\r\n']
	])('is one reject with its place and size, and the others are read, where %s', (_, end) => {
		const [before, behind] = [bytesOf(`\ufeffa${end} b${end}`), bytesOf(`${end}c${end}`)];
		const bytes = concatenated([before, long, behind], before.length + length + behind.length);
		const refused = [
			before.length,
			length,
			`a line of ${length} bytes, longer than any that is read: ${'a'.repeat(60)}`
		];
		const last = [before.length + length + end.length, 1, 'c'];
		for (const piece of [65_536, 1_000_003, bytes.length]) {
			const alone = accountOf(bytes, piece, false);
			expect(alone).toEqual([[3, 1, 'a'], [4 + end.length, 2, ' b'], refused, last]);
			const together = accountOf(bytes, piece, true);
			expect(together).toEqual([[3, 3 + end.length, `a${end} b`], refused, last]);
		}
	});

	it('is refused as the first and the last as well', () => {
		expect(accountOf(long, 65_536, false)).toMatchObject([[0, length, expect.any(String)]]);
	});
});
