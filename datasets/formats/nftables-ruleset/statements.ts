import type { Action } from '../../rows/policy/rows.ts';
import type { Verdict } from '../../rows/policy/ruleset.ts';
import { deviceOf, targetOf } from '../../rows/policy/targets.ts';
import type { NftWords } from './tokens.ts';

const counted = /^(?:packets|bytes|over|until)$/;
const logged = /^(?:prefix|group|level|snaplen|queue-threshold|flags)$/;

/** Passes over a statement that decides nothing; false where none is at hand. */
export function passStatement(words: NftWords): boolean {
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
	return words.takes('continue');
}

function pass(words: NftWords, times: number): void {
	for (let i = 0; i < times; i++) words.take();
}

const verdicts: Readonly<Record<string, Action>> = {
	accept: 'allow',
	drop: 'drop',
	reject: 'reject',
	// They change where a packet comes from, on its way out.
	snat: 'allow',
	masquerade: 'allow',
	// What they do, a program or another host decides.
	queue: 'unknown',
	tproxy: 'unknown',
	synproxy: 'unknown',
	fwd: 'unknown'
};

/** Whether the word begins what is done with a packet. */
export function isVerdict(word: string): boolean {
	return Object.hasOwn(verdicts, word) || /^(?:return|jump|goto|dnat|redirect)$/.test(word);
}

/** Takes what is done with a packet; null where the word at hand says nothing of it. */
export function takeVerdict(words: NftWords): Verdict | null {
	const { word } = words;
	if (!isVerdict(word)) return null;
	words.take();
	if (word === 'return') return { kind: 'return' };
	if (word === 'jump' || word === 'goto') return { kind: word, chain: words.take() };
	const rest: string[] = [];
	if (!/^(?:accept|drop)$/.test(word))
		while (!words.isEnd && words.word !== 'comment') rest.push(words.take());
	if (word === 'dnat' || word === 'redirect') return translation(word, rest);
	return { kind: 'action', action: verdicts[word]! };
}

/** `dnat to 192.0.2.8:80`, `redirect to :8080`, and how it chooses among several. */
function translation(word: string, rest: readonly string[]): Verdict {
	const text = rest
		.filter((one) => !/^(?:random|fully-random|persistent)$|^,$/.test(one))
		.join(' ');
	const found = /^(?:(?:ip6? )?to (\S+))?$/.exec(text);
	const target = found?.[1] ?? '';
	const to =
		found === null ? null : word === 'dnat' ? targetOf(target) : deviceOf(target.replace(/^:/, ''));
	return to === null ? { kind: 'action', action: 'unknown' } : { kind: 'translate', to };
}
