import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
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
