import { unreadable } from '#lib/unreadable.ts';
import { meet } from '../../rows/policy/box.ts';
import { protocols } from '../../rows/policy/protocol-set.ts';
import type { Branch, Condition } from '../../rows/policy/ruleset.ts';
import type { NamedSet } from './elements.ts';
import type { MatchPart } from './values.ts';

/** Sets and maps of the table that a rule is of. */
export type Sets = ReadonlyMap<string, NamedSet>;

/** A rule while it is read. */
export interface NftDraft {
	/** What the rule is about so far: alternatives. */
	parts: MatchPart[];
	/** What is done with which of them; null until a verdict comes. */
	branches: Branch[] | null;
	comment: string | null;
	untracks: boolean;
	/** A statement that is not known, which may decide. */
	isStrange: boolean;
}

/** Alternatives that a rule may have; more come of sets of thousands put together. */
const MOST_PARTS = 20_000;

/** Leaves it open whether the rule holds, for what cannot be known of a flow or is not understood. */
export function leaveOpen(draft: NftDraft, what: string): void {
	const open: Condition = { kind: 'open', what: what.slice(0, 120) };
	draft.parts = draft.parts.map((part) => ({ ...part, conditions: [...part.conditions, open] }));
	draft.branches =
		draft.branches?.map((one) => ({ ...one, conditions: [...one.conditions, open] })) ?? null;
}

/** Of alternatives and alternatives, those that are left. */
export function narrow(draft: NftDraft, parts: readonly MatchPart[]): void {
	if (draft.parts.length * parts.length > MOST_PARTS)
		throw unreadable('too many values to put together', `more than ${MOST_PARTS} pairs`);
	draft.parts = narrowed(draft.parts, parts).map(ofPorts);
}

const withPorts = protocols('tcp', 'udp', 'udplite', 'sctp', 'dccp');

/** Ports without a protocol are those of the protocols that have some. */
function ofPorts(part: MatchPart): MatchPart {
	const { box } = part;
	return (box.ports ?? box.sports) === null || box.protos !== null
		? part
		: { ...part, box: { ...box, protos: withPorts } };
}

/** What is in one of some and in one of the others. */
export function narrowed(some: readonly MatchPart[], parts: readonly MatchPart[]): MatchPart[] {
	return some.flatMap((one) =>
		parts.flatMap((part) => {
			const box = meet(one.box, part.box);
			return box === null ? [] : [{ box, conditions: [...one.conditions, ...part.conditions] }];
		})
	);
}
