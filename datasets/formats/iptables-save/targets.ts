import type { Action } from '../../rows/policy/rows.ts';
import type { Verdict } from '../../rows/policy/ruleset.ts';
import { deviceOf, targetOf } from '../../rows/policy/targets.ts';
import type { IptablesDraft } from './draft.ts';

const actions: Readonly<Record<string, Action>> = {
	ACCEPT: 'allow',
	DROP: 'drop',
	REJECT: 'reject',
	// They change where a packet comes from, on its way out.
	SNAT: 'allow',
	MASQUERADE: 'allow',
	// What they do, a program or another host decides.
	QUEUE: 'unknown',
	NFQUEUE: 'unknown',
	TPROXY: 'unknown',
	SYNPROXY: 'unknown',
	NETMAP: 'unknown'
};

/** Targets that do something and let the packet go on. */
const silent = new Set(['AUDIT', 'CHECKSUM', 'CLASSIFY', 'CONNMARK', 'CONNSECMARK', 'CT', 'DSCP', 'ECN', 'HL',
	'HMARK', 'IDLETIMER', 'LED', 'LOG', 'MARK', 'NFLOG', 'NOTRACK', 'RATEEST', 'SECMARK', 'SET', 'TCPMSS',
	'TCPOPTSTRIP', 'TEE', 'TOS', 'TRACE', 'TTL', 'ULOG']); // prettier-ignore

/** The action of a chain policy; null where the word is none that decides. */
export function policyOf(word: string): Action | null {
	return word === 'ACCEPT' || word === 'DROP' || word === 'REJECT' ? actions[word]! : null;
}

/** What the target of a rule does with a packet; null where the packet goes on. */
export function verdictOf({
	target,
	isGoto,
	isStrange,
	targetOptions
}: IptablesDraft): Verdict | null {
	if (target === null && isStrange) return { kind: 'action', action: 'unknown' };
	if (target === null || silent.has(target)) return null;
	if (target === 'RETURN') return { kind: 'return' };
	if (target === 'DNAT' || target === 'REDIRECT') return translation(target, targetOptions);
	if (Object.hasOwn(actions, target)) return { kind: 'action', action: actions[target]! };
	return { kind: isGoto ? 'goto' : 'jump', chain: target };
}

function translation(target: string, options: ReadonlyMap<string, string>): Verdict {
	const to =
		target === 'DNAT'
			? targetOf(options.get('--to-destination') ?? '')
			: deviceOf(options.get('--to-ports') ?? '');
	return to === null ? { kind: 'action', action: 'unknown' } : { kind: 'translate', to };
}
