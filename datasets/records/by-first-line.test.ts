import { expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { byFirstLine } from './by-first-line.ts';

function read(pieces: string[]): { line: string | null; given: string } {
	const seen = { line: null as string | null, given: '' };
	const reader = byFirstLine(
		(line) => line.startsWith('#'),
		(line) => {
			seen.line = line;
			return {
				push: (chunk) => void (seen.given += textOf(chunk)),
				end: () => void (seen.given += '.')
			};
		}
	);
	for (const piece of pieces) reader.push(bytesOf(piece));
	reader.end();
	return seen;
}

it.each([
	[['# a\n\nfirst\nsecond\n'], 'first'],
	[[...'\ufeff# a\r\n \r\nfirst\r\nx'], 'first'],
	[['first'], 'first'],
	[['#', ' a'], ''],
	[['\n', '\n'], '']
])('the reader of %j is chosen by %j, and is given every byte once', (pieces, line) => {
	expect(read(pieces)).toEqual({ line, given: pieces.join('') + '.' });
});

it('of nothing, no reader is chosen', () => expect(read([])).toEqual({ line: null, given: '' }));

it('does not hold endless comments', () => {
	const comments = Array.from({ length: 400 }, () => '#'.repeat(1023) + '\n');
	expect(read([...comments, 'first\n']).line).toBe('');
});
