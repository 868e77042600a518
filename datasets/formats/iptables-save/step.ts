import type { Action } from '../../policy/rows.ts';
import type { Step, Verdict } from '../../policy/walk.ts';
import type { Rule } from './rule.ts';

const actions: Readonly<Record<string, Action>> = {
	ACCEPT: 'allow',
	DROP: 'drop',
	REJECT: 'reject'
};

/** Targets that do something and let the packet go on. */
const silent = new Set(['LOG', 'NFLOG', 'ULOG', 'AUDIT', 'TRACE']);

/** The action of a chain policy or target; null where the word is none that decides. */
export function actionOf(word: string): Action | null {
	return Object.hasOwn(actions, word) ? actions[word]! : null;
}

/** What a rule says, as the walk through the chains takes it. */
export function stepOf({ match, target, goto, comment, problem, loopback }: Rule): Step {
	const isSilent = target !== null && silent.has(target);
	const decidesNothing = target === null ? 'a rule without a target' : `${target}`;
	return {
		branches: target === null ? [] : [{ match, verdict: verdictOf(target, goto) }],
		comment,
		problem: problem ?? (target === null || isSilent ? `${decidesNothing} decides nothing` : null),
		mayDecide: target === null ? problem !== null : !isSilent,
		loopback
	};
}

function verdictOf(target: string, goto: boolean): Verdict {
	const action = actionOf(target);
	if (action !== null) return { kind: 'action', action };
	if (target === 'RETURN') return { kind: 'return' };
	return { kind: goto ? 'goto' : 'jump', chain: target };
}
