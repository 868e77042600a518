import { unreadable } from '#lib/unreadable.ts';
import type { AsaWords } from './words.ts';

/** How `show access-list` ends a line: how often the rule was met, and its hash. */
const counters = /^\(hitcnt=\d+\)$|^0x[0-9a-f]+$/;
/** Words behind which a name stands, which may be any. */
const naming =
	/^(?:object|object-group\S*|interface|host|fqdn|time-range|user\S*|name|security-group)$/;

/** Takes what stands behind the packets that a rule is about. Null where it changes nothing, or else what does. */
export function takeOptions(words: AsaWords): string | null {
	let problem: string | null = null;
	while (!words.isEnd) {
		const word = words.take();
		if (word === 'log') takeLogging(words);
		else if (word === 'time-range')
			problem ??= unreadable('holds at some times only', words.take()).message;
		else if (!counters.test(word) && !inactive.test(word))
			return problem ?? unreadable('not understood', `${word} ${words.rest}`.trim()).message;
	}
	return problem;
}

const inactive = /^(?:inactive|\(inactive\))$/;

/**
 * Whether the device passes a rule over. `show access-list` says in parentheses that one is, also where that is so for
 * the time being.
 */
export function isIdle({ all }: AsaWords): boolean {
	const isSaid = (word: string) =>
		all.some((one, i) => one === word && !naming.test(all[i - 1] ?? ''));
	return isSaid('inactive') || (isSaid('(inactive)') && !isSaid('time-range'));
}

const levels =
	/^(?:[0-7]|default|disable|emergencies|alerts|critical|errors|warnings|notifications|informational|debugging)$/;

/** Whether a rule logs does not change what it decides. */
function takeLogging(words: AsaWords): void {
	if (levels.test(words.word)) words.take();
	if (words.takes('interval')) words.take();
}
