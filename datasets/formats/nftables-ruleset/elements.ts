import { unreadable } from '#lib/unreadable.ts';
import type { NftToken } from './tokens.ts';

/** An element of a set or map: the parts of its key, and the words behind its colon. */
export interface Element {
	key: string[];
	value: string[];
}

/** A set or map as the ruleset lists it. */
export interface NamedSet {
	elements: Element[];
	/** Why they are not known; null where they are. */
	problem: string | null;
}

/** What `nft` tells of an element besides its key. */
const told = new Set(['timeout', 'expires', 'counter', 'comment', 'limit', 'quota']);

/** Reads what stands between the braces of a list: elements between commas. */
export function elementsOf(tokens: readonly NftToken[]): Element[] {
	const elements: Element[] = [];
	let words: NftToken[] = [];
	for (const token of tokens) {
		if (token.isString || token.text !== ',') words.push(token);
		else {
			if (words.length > 0) elements.push(elementOf(words));
			words = [];
		}
	}
	return words.length > 0 ? [...elements, elementOf(words)] : elements;
}

function elementOf(words: readonly NftToken[]): Element {
	const colon = words.findIndex(({ text, isString }) => !isString && text === ':');
	const first = colon < 0 ? words : words.slice(0, colon);
	const end = first.findIndex(({ text, isString }) => !isString && told.has(text));
	const key = (end < 0 ? first : first.slice(0, end)).map(({ text }) => text);
	if (key.length === 0 || key.some((word, i) => (i % 2 === 1) !== (word === '.')))
		throw unreadable('an element not understood', words.map(({ text }) => text).join(' '));
	return {
		key: key.filter((_, i) => i % 2 === 0),
		value: colon < 0 ? [] : words.slice(colon + 1).map(({ text }) => text)
	};
}
