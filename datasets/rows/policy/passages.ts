import type { FlatEntry } from './flatten.ts';
import type { Base, Hook } from './ruleset.ts';
import { isTurned } from './translate.ts';

/** A base chain as packets of one way meet it, or their answers. */
export interface Passage {
	base: Base;
	/** The way whose packets it is about: that of the hook, or one hook of its own. */
	hook: Hook;
	isAnswer: boolean;
	/** Whether packets meet it that go this way. */
	isMetBy(way: Hook): boolean;
}

/** How packets meet base chains: those that translate, those before them, those behind them, and on the way back. */
export interface Passages {
	nat: Passage[];
	before: Passage[];
	behind: Passage[];
	answers: Passage[];
}

const order: readonly Hook[] = ['prerouting', 'input', 'forward', 'output', 'postrouting'];

/** The hooks that answers meet, by the hook that the packet met. */
const back: Readonly<Record<string, readonly Hook[]>> = {
	input: ['output', 'postrouting'],
	forward: ['prerouting', 'forward', 'postrouting'],
	output: ['prerouting', 'input']
};

export function passagesOf(given: readonly Base[]): Passages {
	const bases = [...given].sort(
		(a, b) => order.indexOf(a.hook) - order.indexOf(b.hook) || a.priority - b.priority
	);
	const nat = bases.filter(({ isNat, hook }) => isNat && hook === 'prerouting');
	const from = Math.min(...nat.map(({ priority }) => priority));
	const isBehind = ({ hook, priority }: Base) => hook !== 'prerouting' || priority > from;
	return {
		nat: nat.map(there),
		before: bases.filter((base) => !isBehind(base)).map(there),
		behind: bases.filter(isBehind).map(there),
		answers: Object.entries(back).flatMap(([way, hooks]) =>
			bases
				.filter(({ hook, isNat }) => hooks.includes(hook) && !isNat)
				.map((base) => ({
					base,
					hook: way as Hook,
					isAnswer: true,
					isMetBy: (other: Hook) => other === way
				}))
		)
	};
}

function there(base: Base): Passage {
	const { hook } = base;
	const isMetBy = (way: Hook) =>
		hook === 'prerouting' || hook === way || (way === 'forward' && hook === 'postrouting');
	return { base, hook, isAnswer: false, isMetBy };
}

/** Of a chain that translates, what it lets through and what not. */
export function afterNat(entry: FlatEntry, { isNat, hook }: Base): FlatEntry {
	if (!isNat || !isTurned(entry)) return entry;
	// What becomes of packets of the device itself whose target is changed is not followed.
	return { ...entry, action: hook === 'output' ? 'unknown' : 'allow', to: null };
}
