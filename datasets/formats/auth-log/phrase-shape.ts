import type { Phrase } from './login-phrases.ts';

/** What a phrase may name: who, from where, to where, and what was started. */
export type PhrasePart = 'user' | 'ip' | 'port' | 'toIp' | 'toPort' | 'path';

/** A phrase whose groups have no names, and the names apart: an engine makes an object of named ones at every match. */
export interface PhraseShape {
	shape: RegExp;
	/** What each group names. */
	parts: readonly PhrasePart[];
	is: Phrase['is'];
}

/** The phrase with its names apart; all of its groups have one. */
export function phraseShape({ shape, is }: Phrase): PhraseShape {
	const names = [...shape.source.matchAll(/\(\?<(\w+)>/g)];
	return {
		shape: new RegExp(shape.source.replace(/\(\?<\w+>/g, '('), shape.flags),
		parts: names.map(([, name]) => name as PhrasePart),
		is
	};
}
