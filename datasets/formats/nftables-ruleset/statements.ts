import { unreadable } from '../../framing/named-csv.ts';
import type { Words } from './tokens.ts';

const counted = /^(?:packets|bytes|over|until)$/;
const logged = /^(?:prefix|group|level|snaplen|queue-threshold|flags)$/;
const flagWords = /^(?:[&|/,=!]=?|\(?[a-z|&]+\)?|0x[0-9a-f]+|\))$/;

/** Passes over a statement that decides nothing; false where none is at hand. */
export function passStatement(words: Words): boolean {
	if (words.takes('counter')) {
		if (words.takes('name')) words.take();
		while (counted.test(words.word)) pass(words, 2);
		return true;
	}
	if (words.takes('log')) {
		while (logged.test(words.word))
			pass(words, words.word === 'flags' && words.next === 'tcp' ? 3 : 2);
		return true;
	}
	return words.takes('continue') || words.takes('notrack');
}

function pass(words: Words, times: number): void {
	for (let i = 0; i < times; i++) words.take();
}

/**
 * Passes over a condition on the flags of TCP that a packet which opens a connection fulfils: of them, it has SYN
 * alone. Throws `record not readable` for any other.
 */
export function passFlags(words: Words): void {
	const { rest } = words;
	pass(words, 2);
	const taken: string[] = [];
	while (
		flagWords.test(words.word) &&
		!/^(?:tcp|accept|drop|reject|return|jump|goto|counter|log|ct|ip|udp|comment|limit|meta)$/.test(
			words.word
		)
	)
		taken.push(words.take());
	const text = taken.join(' ').replace(/ , /g, ',');
	const isOpening =
		/^syn$/.test(text) ||
		/^syn \/ (?:[a-z]+,)*syn(?:,[a-z]+)*$/.test(text) ||
		/^& \((?:[a-z]+ ?\| ?)*syn(?: ?\| ?[a-z]+)*\) == syn$/.test(text);
	if (!isOpening) throw unreadable('asks for flags', rest);
}
