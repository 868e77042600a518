import { unreadable } from '#lib/unreadable.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { allPackets } from '../../rows/policy/box.ts';
import { protocols } from '../../rows/policy/protocol-set.ts';
import type { Branch, Condition, Verdict } from '../../rows/policy/ruleset.ts';
import { leaveOpen, narrow, type NftDraft, type Sets } from './draft.ts';
import { fieldAt } from './fields.ts';
import { takeFlags } from './flags.ts';
import { readMatch } from './matches.ts';
import { isVerdict, passStatement, takeVerdict } from './statements.ts';
import { NftWords, type NftToken } from './tokens.ts';

/** What a rule says. */
export interface NftRule {
	/** None where it decides nothing. */
	branches: Branch[];
	comment: string | null;
	/** Why its verdict is about no packet that counts; null where it may be. */
	reason: string | null;
	/** True where it says nothing of what becomes of a packet, which goes on. */
	goesOn: boolean;
	/** True where it is about the loopback interface alone. */
	loopback: boolean;
	/** True where it takes connections out of tracking. */
	untracks: boolean;
}

/** Reads a rule. What is not understood leaves it open whether the rule decides. */
export function readRule(tokens: readonly NftToken[], sets: Sets): NftRule {
	const draft: NftDraft = {
		parts: [{ box: allPackets, conditions: [] }],
		branches: null,
		comment: null,
		untracks: false,
		isStrange: false
	};
	const words = new NftWords(tokens);
	while (!words.isEnd) {
		try {
			readPart(draft, words, sets);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			leaveOpen(draft, messageOf(error));
			skip(words);
		}
	}
	return finished(draft);
}

function readPart(draft: NftDraft, words: NftWords, sets: Sets): void {
	if (words.takes('comment')) return void (draft.comment = words.take());
	if (draft.branches !== null) {
		const { rest } = words;
		words.token();
		throw unreadable('behind a verdict', rest);
	}
	const verdict = takeVerdict(words);
	if (verdict !== null) return decide(draft, verdict);
	if (words.takes('notrack')) return void (draft.untracks = true);
	if (words.word === 'tcp' && words.next === 'flags') return readFlags(draft, words);
	if (
		/^(?:limit|quota|xt|meter|add|update|delete)$/.test(words.word) ||
		words.starts('ct', 'count')
	)
		return readOpen(draft, words);
	if (isSetting(words)) return skipSetting(draft, words);
	if (fieldAt(words.following(3)) !== null) return readMatch(draft, words, sets);
	if (passStatement(words)) return;
	draft.isStrange = true;
	throw unreadable('not understood', words.rest);
}

function decide(draft: NftDraft, verdict: Verdict): void {
	draft.branches = draft.parts.map(({ box, conditions }) => ({
		boxes: [box],
		conditions,
		verdict
	}));
}

/** Flags are of TCP alone, whether the rule says so or not. */
function readFlags(draft: NftDraft, words: NftWords): void {
	const { rest } = words;
	words.take();
	words.take();
	narrow(draft, [{ box: { ...allPackets, protos: protocols('tcp') }, conditions: [] }]);
	const holds = takeFlags(words);
	if (holds === null) throw unreadable('asks for flags', rest);
	const condition = { kind: 'state', ...holds, untracked: holds.opens } as const;
	narrow(draft, [{ box: allPackets, conditions: [condition] }]);
}

/** What depends on other packets, or on a module: until the next thing that is known. */
function readOpen(draft: NftDraft, words: NftWords): void {
	const { word, next, rest } = words;
	const isTarget = word === 'xt' && next === 'target';
	const name = words.following(3)[2] ?? '';
	words.take();
	skip(words);
	if (isTarget) draft.isStrange ||= !silent.has(name);
	else if (word === 'xt') leaveOpen(draft, `${word} ${next} ${name}`);
	else if (/^(?:add|update|delete|meter)$/.test(word)) {
		if (/\b(?:limit|count|quota)\b/.test(rest)) leaveOpen(draft, rest);
	} else leaveOpen(draft, `${word} ${next}`);
}

/** Targets of iptables that do something and let the packet go on. */
const silent = new Set(['AUDIT', 'CHECKSUM', 'CLASSIFY', 'CONNMARK', 'CT', 'DSCP', 'LOG', 'MARK', 'NFLOG', 'SET',
	'TCPMSS', 'TEE', 'TOS', 'TRACE', 'TTL', 'HL']); // prettier-ignore

/** `meta mark set 1`, `tcp option maxseg size set rt mtu` and their like change a packet and decide nothing. */
function isSetting(words: NftWords): boolean {
	const few = words.following(5);
	const at = few.indexOf('set');
	return (
		at >= 2 &&
		/^(?:meta|ct|ip|ip6|tcp|udp|ether|exthdr|vlan)$/.test(few[0]!) &&
		!few.slice(0, at).some((one) => isVerdict(one) || one === '{')
	);
}

function skipSetting(draft: NftDraft, words: NftWords): void {
	const { rest } = words;
	while (words.word !== 'set') words.take();
	words.take();
	words.token();
	if (words.isEnd || isVerdict(words.word) || isStart(words)) return;
	skip(words);
	leaveOpen(draft, rest);
}

/** Goes to the next thing that is known; what is in braces is passed over as one. */
function skip(words: NftWords): void {
	let depth = 0;
	for (let isFirst = true; !words.isEnd; isFirst = false) {
		if (depth === 0 && !isFirst && isStart(words)) return;
		if (depth === 0 && isVerdict(words.word)) return;
		if (words.word === '{') depth++;
		if (words.word === '}') depth--;
		words.token();
	}
}

function isStart(words: NftWords): boolean {
	return (
		isVerdict(words.word) ||
		/^(?:comment|counter|log)$/.test(words.word) ||
		fieldAt(words.following(3)) !== null
	);
}

function finished(draft: NftDraft): NftRule {
	if (draft.branches === null && draft.isStrange)
		decide(draft, { kind: 'action', action: 'unknown' });
	const { comment, untracks } = draft;
	const branches = draft.branches ?? [];
	const opening = branches.filter(({ conditions }) => !conditions.some(isLate));
	return {
		branches,
		comment,
		reason: reasonOf(draft, opening),
		goesOn: draft.branches === null,
		loopback:
			branches.length > 0 && branches.every(({ conditions }) => conditions.some(isLoopback)),
		untracks
	};
}

function reasonOf({ branches, parts }: NftDraft, left: readonly Branch[]): string | null {
	if (branches === null || left.length > 0) return null;
	return [...branches, ...parts].some(({ conditions }) => conditions.some(isLate))
		? 'not about a packet that opens a connection'
		: 'no packet has what the rule asks for';
}

function isLate(condition: Condition): boolean {
	return (
		condition.kind === 'never' ||
		(condition.kind === 'state' && !condition.opens && !condition.untracked)
	);
}

function isLoopback(condition: Condition): boolean {
	return (
		condition.kind === 'interface' &&
		condition.side === 'in' &&
		condition.name === 'lo' &&
		!condition.isNot
	);
}
