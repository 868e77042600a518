import { describe, expect, it } from 'vitest';
import { RowCursor, TextColumn } from '#tables/column.ts';
import { textOf } from '#lib/bytes.ts';
import { Facts } from './facts.ts';

/** The line that comes of what is said. */
function lineOf(say: (facts: Facts) => void): string {
	const column = new TextColumn('info', new RowCursor());
	const facts = new Facts(column);
	facts.say('of the packet before');
	facts.begin();
	say(facts);
	facts.write();
	return textOf(column.current);
}

describe('the line about a packet', () => {
	it('has its facts behind semicolons, and the words of one behind spaces', () => {
		const line = lineOf((facts) => {
			facts.word('SYN,ACK');
			facts.field('seq', 7);
			facts.word('');
			facts.end();
			facts.say('VLAN 12');
			facts.say('60 of 1514 bytes captured');
		});
		expect(line).toBe('SYN,ACK seq=7; VLAN 12; 60 of 1514 bytes captured');
	});

	it('leaves out a fact of which nothing was said', () => {
		expect(lineOf((facts) => (facts.end(), facts.say('first fragment')))).toBe('first fragment');
	});

	it('is empty where nothing was said', () => {
		expect(lineOf(() => undefined)).toBe('');
	});

	it.each([0, 9, 10, 99, 100, 65_535, 1_000_000_000, 2 ** 31, 2 ** 32 - 1, 10 ** 15])(
		'writes %i as it is',
		(value) => expect(lineOf((facts) => facts.field('seq', value))).toBe(`seq=${value}`)
	);

	it('is as long as it must be', () => {
		const words = Array.from({ length: 200 }, (_, i) => `word-${i}`);
		const line = lineOf((facts) => words.forEach((word) => facts.say(word)));
		expect(line).toBe(words.join('; '));
	});
});
