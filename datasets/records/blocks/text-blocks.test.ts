import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { textBlocks } from './text-blocks.ts';

/** Blocks that begin with `>`, with `-` between them: where each lies, and its lines. */
function read(text: string, size = text.length + 1): [place: string, lines: string][] {
	const found: [string, string][] = [];
	const bytes = bytesOf(text);
	let place = '';
	const account = {
		begin: (offset: number, length: number) => (place = textOf(bytes, offset, offset + length)),
		reject: () => undefined,
		settle: () => undefined
	};
	const reader = textBlocks(account, {
		kind: (line, start) =>
			line[start] === 62 ? 'first' : line[start] === 45 ? 'between' : 'further',
		block: (block) => void found.push([place, textOf(block)])
	});
	for (let at = 0; at < bytes.length; at += size) reader.push(bytes.slice(at, at + size));
	reader.end();
	return found;
}

describe('blocks of lines', () => {
	it.each([
		['>a\nb\n>c\n', ['>a\nb', '>c']],
		['>a\n\n>b\nc', ['>a', '>b\nc']],
		['---\n>a\nb\n---\n', ['>a\nb']],
		['x\n>a\n\ny\nz\n', ['x', '>a', 'y\nz']],
		['\n \n', []],
		['', []]
	])('of %j are %j', (text, blocks) => {
		expect(read(text).map(([, lines]) => lines)).toEqual(blocks);
		expect(read(text, 1)).toEqual(read(text));
	});

	it('lie where their lines lie, line ends and all', () => {
		expect(read('-\r\n>a\r\nb\r\n\r\nc\r\n')).toEqual([
			['>a\r\nb', '>a\nb'],
			['c', 'c']
		]);
	});

	it('are no longer than a block may be', () => {
		const blocks = read('>a\n' + 'further\n'.repeat(20_000));
		expect(blocks.length).toBeGreaterThan(2);
		for (const [, lines] of blocks) expect(lines.length).toBeLessThanOrEqual(1 << 16);
	});
});
