import { unreadable } from '#lib/unreadable.ts';
import { readNetwork, type Network } from '#lib/cidr.ts';
import type { AsaDefinitions } from './definitions.ts';
import { network, takeRange } from './matches.ts';
import type { AsaWords } from './words.ts';

/** The networks of a side; null among them for every address. */
export type Networks = readonly (Network | null)[];

const every4 = readNetwork('0.0.0.0/0')!;
const every6 = readNetwork('::/0')!;

const everybody: Readonly<Record<string, Networks>> = {
	any: [null],
	any4: [every4],
	any6: [every6]
};

/**
 * Takes the words of an address; what they mean is found out when it is asked, and may be that they mean nothing that
 * is known. Throws `record not readable` where it is not told how many words there are, so that what is behind them
 * cannot be read either.
 */
export function takeAddress(words: AsaWords, definitions: AsaDefinitions): () => Networks {
	const word = words.take();
	if (Object.hasOwn(everybody, word)) return () => everybody[word]!;
	const named = byName(word, words, definitions);
	if (named !== null) return named;
	if (word === 'range' && isAddress(words.word, definitions)) return takenRange(words);
	if (word === 'host') return hostOf(words.take(), definitions);
	if (!isAddress(word, definitions)) throw unreadable('not an address', `${word} ${words.rest}`);
	const address = definitions.names.get(word) ?? word;
	if (address.includes('/')) return () => [network(address)];
	if (!isAddress(words.word, definitions)) throw unreadable('an address without a mask', word);
	const mask = words.take();
	return () => [network(`${address}/${mask}`)];
}

function byName(
	word: string,
	words: AsaWords,
	definitions: AsaDefinitions
): (() => Networks) | null {
	if (!/^(?:object|object-group|object-group-network-service|interface|fqdn)$/.test(word))
		return null;
	if (word === 'fqdn' && !words.takes('v4')) words.takes('v6');
	const name = words.take();
	if (word === 'object') return () => definitions.networks('object', name);
	if (word === 'object-group') return () => definitions.networks('group', name);
	if (word === 'interface') return () => [definitions.address(name)];
	return () => {
		throw unreadable('a name, whose addresses change', name);
	};
}

function takenRange(words: AsaWords): () => Networks {
	const taken = takeRange(words);
	return () => taken;
}

function hostOf(word: string, { names }: AsaDefinitions): () => Networks {
	return () => [network(names.get(word) ?? word)];
}

function isAddress(word: string, { names }: AsaDefinitions): boolean {
	return /^\d+\.[\d.]+(?:\/\d+)?$|^[\da-f:.]*:[\da-f:.]*(?:\/\d+)?$/i.test(word) || names.has(word);
}

/** Words that ask who somebody is, and how many follow each. */
const who: Readonly<Record<string, number>> = {
	user: 1,
	'user-group': 1,
	'object-group-user': 1,
	'object-group-security': 1,
	'security-group': 2
};

/** Passes over users and security groups in front of an address; null where none stand there. */
export function passWho(words: AsaWords): string | null {
	const { rest } = words;
	let isAsked = false;
	while (Object.hasOwn(who, words.word)) {
		words.skip(1 + who[words.word]!);
		isAsked = true;
	}
	return isAsked ? unreadable('asks for more than an address', rest).message : null;
}
