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

/**
 * The action of a firewall that a text names. Null where no word of it is an action, where two contradict each
 * other, and where one is negated.
 */
export function actionIn(text: string): string | null {
	const words = text.toLowerCase().split(/[^a-z]+/);
	const named = new Set(
		words.map((word) => meanings.get(word)).filter((action) => action !== undefined)
	);
	const only = named.size === 1 ? [...named][0]! : null;
	return words.some((word) => negations.has(word)) ? null : only;
}

/** The actions of a firewall, as a sensor says of what it alerted about. */
export const alertWords: Readonly<Record<string, string>> = {
	allow: 'allowed',
	deny: 'blocked',
	drop: 'blocked',
	reject: 'blocked'
};
