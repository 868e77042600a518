import { expect, test } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import type { Conversation, StreamSegment } from './follow.ts';
import { turnsOf } from './turns.ts';

function segment(way: 0 | 1, start: number, text: string | number): StreamSegment {
	const bytes = typeof text === 'number' ? null : bytesOf(text);
	const length = typeof text === 'number' ? text : text.length;
	return { way, start, length, bytes, record: bytes === null ? null : start, ts: null };
}

function connection(...segments: StreamSegment[]): Conversation {
	const way = { bytes: 0, missing: 0, remarks: [] };
	return { proto: 'tcp', ends: ['a', 'b'], segments, ways: [way, way], records: [] };
}

function said(given: Conversation, most: number) {
	const { turns, left } = turnsOf(given, most);
	const texts = turns.map(({ way, bytes, length }) => `${way}${bytes ? textOf(bytes) : length}`);
	return { texts, left };
}

const whole = connection(
	segment(0, 0, 'ab'),
	segment(0, 2, 'cd'),
	segment(0, 4, 9),
	segment(0, 13, 'ef'),
	segment(1, 0, 'answer')
);

test('what one end said until the other did is one turn, and what is missing parts it', () => {
	expect(said(whole, 100)).toEqual({ texts: ['0abcd', '09', '0ef', '1answer'], left: [0, 0] });
});

test('of each way the first bytes are shown, and it is said how many are not', () => {
	expect(said(whole, 3)).toEqual({ texts: ['0abc', '1ans'], left: [3, 3] });
});
