import { allPackets, isEmpty, type Box } from '../../rows/policy/box.ts';
import { hasProtocols, protocols } from '../../rows/policy/protocol-set.ts';
import type { Condition, Verdict } from '../../rows/policy/ruleset.ts';
import { wordsOf } from '../../rows/policy/words.ts';
import { leaveOpen, type IptablesDraft } from './draft.ts';
import { readOption } from './options.ts';
import { verdictOf } from './targets.ts';

/** A rule as it is written, and what is understood of it. */
export interface IptablesRule {
	chain: string;
	box: Box;
	conditions: Condition[];
	/** Null where the rule decides nothing. */
	verdict: Verdict | null;
	comment: string | null;
	/** Why its verdict is about no packet that counts; null where it may be. */
	reason: string | null;
	/** True where it is about the loopback interface alone. */
	loopback: boolean;
	/** True where it asks for the packet that opens a connection, which is the one that policy is about. */
	opening: boolean;
	/** True where it takes connections out of tracking. */
	untracks: boolean;
}

/** Protocols that have ports. */
const withPorts = protocols('tcp', 'udp', 'udplite', 'dccp', 'sctp');

/** Reads a line that begins with `-A`, counters before it left out. */
export function readRule(line: string): IptablesRule {
	return ruleOf(wordsOf(line));
}

/** Reads the words of a rule. What is not understood leaves it open whether the rule decides. */
export function ruleOf(words: readonly string[]): IptablesRule {
	const draft: IptablesDraft = {
		chain: '',
		box: allPackets,
		conditions: [],
		target: null,
		isGoto: false,
		targetOptions: new Map(),
		comment: null,
		isStrange: false,
		opening: false,
		module: null
	};
	for (let at = 0; at < words.length;) at = readOption(draft, words, at);
	if (draft.module !== null) leaveOpen(draft, `-m ${draft.module}`);
	const { protos, ports, sports } = draft.box;
	if ((ports ?? sports) !== null && !(protos !== null && hasProtocols(withPorts, protos))) {
		draft.box = { ...draft.box, ports: null, sports: null };
		leaveOpen(draft, 'ports of every protocol');
	}
	return finished(draft);
}

function finished(draft: IptablesDraft): IptablesRule {
	const { chain, box, conditions, comment, opening, target } = draft;
	const verdict = verdictOf(draft);
	return {
		chain,
		box,
		conditions,
		verdict,
		comment,
		reason: reasonOf(draft, verdict),
		loopback: conditions.some(
			(one) => one.kind === 'interface' && one.side === 'in' && one.name === 'lo' && !one.isNot
		),
		opening,
		untracks: target === 'NOTRACK' || (target === 'CT' && draft.targetOptions.has('--notrack'))
	};
}

function reasonOf({ box, conditions }: IptablesDraft, verdict: Verdict | null): string | null {
	if (verdict === null) return null;
	const isLate = conditions.some(
		(one) => one.kind === 'never' || (one.kind === 'state' && !one.opens && !one.untracked)
	);
	if (isLate) return 'not about a packet that opens a connection';
	return isEmpty(box) ? 'no packet has what the rule asks for' : null;
}
