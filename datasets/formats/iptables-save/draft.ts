import type { Box } from '../../rows/policy/box.ts';
import type { Condition } from '../../rows/policy/ruleset.ts';

/** A rule while it is read. */
export interface IptablesDraft {
	chain: string;
	box: Box;
	conditions: Condition[];
	/** What `-j` or `-g` names; null where neither does. */
	target: string | null;
	isGoto: boolean;
	/** Options of the target that say what it does. */
	targetOptions: Map<string, string>;
	comment: string | null;
	/** True where a word stands among the options that belongs to none. */
	isStrange: boolean;
	opening: boolean;
	/** A module that is not known; its options, where it has any, are told rather than its name. */
	module: string | null;
}

/** What cannot be known of a flow, or is not understood; the first of its kind is told. */
export function leaveOpen(draft: IptablesDraft, what: string): void {
	draft.conditions.push({ kind: 'open', what: what.slice(0, 120) });
}
