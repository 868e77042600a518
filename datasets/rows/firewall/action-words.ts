/** What words say a firewall did; words that only say why it logged are not here. */
const meanings = new Map<string, 'allow' | 'deny' | 'drop' | 'reject'>([
	['accept', 'allow'],
	['accepted', 'allow'],
	['allow', 'allow'],
	['allowed', 'allow'],
	['pass', 'allow'],
	['passed', 'allow'],
	['permit', 'allow'],
	['permitted', 'allow'],
	['block', 'deny'],
	['blocked', 'deny'],
	['denied', 'deny'],
	['deny', 'deny'],
	['drop', 'drop'],
	['dropped', 'drop'],
	['reject', 'reject'],
	['rejected', 'reject']
]);

const negations = new Set(['not', 'no', 'non', 'un']);

/** Beside a denial these say that the device only looked on: `would-block`, `deny (monitor)`, `alert-only drop`. */
const lookingOn =
	/^(?:would|wouldve|only|monitor|monitored|monitoring|detect|audit|audited|simulated?|simulation|dry|dryrun|passive)$/;

/**
 * The action of a firewall that a text names. Null where no word of it is an action, where two contradict each
 * other, where one is negated, and where a denial was not carried out.
 */
export function actionIn(text: string): string | null {
	const words = wordsIn(text);
	const action = namedBy(words);
	if (words.some((word) => negations.has(word))) return null;
	return action !== 'allow' && words.some((word) => lookingOn.test(word)) ? null : action;
}

/** The same of a packet or a connection that was met: what a device `would` have denied, it let through. */
export function outcomeIn(text: string): string | null {
	const words = wordsIn(text);
	if (!words.includes('would')) return actionIn(text);
	const action = namedBy(words);
	const isPassed = action !== null && action !== 'allow';
	return isPassed && !words.some((word) => negations.has(word)) ? 'allow' : null;
}

function wordsIn(text: string): string[] {
	return text.toLowerCase().split(/[^a-z]+/);
}

/** The one action that the words name. */
function namedBy(words: readonly string[]): string | null {
	const named = new Set(
		words.map((word) => meanings.get(word)).filter((action) => action !== undefined)
	);
	return named.size === 1 ? [...named][0]! : null;
}

/** The actions of a firewall, as a sensor says of what it alerted about. */
export const alertWords: Readonly<Record<string, string>> = {
	allow: 'allowed',
	deny: 'blocked',
	drop: 'blocked',
	reject: 'blocked'
};
