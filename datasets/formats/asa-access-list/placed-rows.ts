import type { Network } from '#lib/cidr.ts';
import { everything, type Match } from '../../rows/policy/match.ts';
import { matchesIn } from '../../rows/policy/place.ts';
import type { PolicyRow, Stand } from '../../rows/policy/rows.ts';
import type { PlacedTurning } from './nat-table.ts';
import type { AccessRule } from './rule.ts';
import { asTheyCome, boxOf, isKnown } from './nat-turning.ts';

/** Rows of one rule, and rules of one place, that changed targets may be told by. */
export const MOST_TURNED = 50_000;

/** Where packets meet a list, and what becomes of them before. */
export interface Use {
	device: string | null;
	/** Rules that they met there before those of the list. */
	before: number;
	/** True where the list is about packets to the device itself. */
	isPlane: boolean;
	turnings: readonly PlacedTurning[];
	/** Networks from which packets come in elsewhere, so that the list is not asked about them; null for any. */
	elsewhere: readonly (Network | null)[];
	/** More than the rules that packets meet there. */
	span: number;
}

/** What all rows of a rule say alike. */
export interface PlacedRule {
	position: number;
	comment: string | null;
	ownIps: string | null;
}

/** No list decides about packets to the device itself, or from it, but those of the control plane. */
const through: Stand = { hook: 'forward', family: 'both', stage: 1 };
const toDevice: Stand = { hook: 'input', family: 'both', stage: 1 };
/** Whose target is changed is told before it is asked whether a packet is for the device. */
const turned: Stand = { hook: 'prerouting', family: 'both', stage: 1 };
const behindTurned: Stand = { ...through, stage: 2 };
/** Where a packet comes in decides which list is asked, before any is. */
const ahead: Stand = { ...through, stage: 0 };

/** What a rule says of packets as they come to one place. */
export function ruleRows(
	rule: AccessRule,
	use: Use,
	{ position, comment, ownIps }: PlacedRule
): PolicyRow[] {
	const { device, before, isPlane, turnings } = use;
	const at = isPlane ? toDevice : turnings.length > 0 ? behindTurned : through;
	const row = { device, ownIps, at, position: before + position, comment };
	const action = isPlane ? 'unknown' : rule.action;
	return rule.matches.map((match) => ({ ...row, action, match }));
}

/** What a list says of packets that come in at another interface: nothing that is known. */
export function elsewhereRows({ device, elsewhere }: Use, ownIps: string | null): PolicyRow[] {
	const comment = 'from behind another interface, where this list is not asked';
	const row = { device, ownIps, at: ahead, position: 1, action: 'unknown', comment } as const;
	return elsewhere.map((src) => ({ ...row, match: { ...everything, src } }));
}

/** What a rule says of packets whose target is changed, by the target that they come with. */
export function turnedRows(
	{ action, matches }: AccessRule,
	{ device, before, turnings, span }: Use,
	{ position, comment, ownIps }: PlacedRule
): PolicyRow[] {
	const packets = matches.map((match) => boxOf(match));
	return turnings.flatMap((turning, i) => {
		if (!isKnown(turning)) return [];
		const found = asTheyCome(packets, turning);
		const row = {
			device,
			ownIps,
			at: turned,
			position: i * span + before + position,
			action,
			comment: aboutCome(comment)
		};
		return found.map((match) => ({ ...row, match }));
	});
}

/** A rule that says too much of packets whose target is changed says nothing that is known of any of them. */
export function turnedDoubt(use: Use, told: PlacedRule): PolicyRow[] {
	return turnedRows({ action: 'unknown', matches: [everything], problem: null }, use, told);
}

function aboutCome(comment: string | null): string {
	return comment === null ? 'about the mapped address' : `about the mapped address: ${comment}`;
}

/**
 * What the lines of NAT and tunnels say at a place: of packets whose target they change, that only the lists ask which
 * they are changed to; and of others nothing that is known.
 */
export function turningRows(
	{ device, turnings, span }: Use,
	ownIps: string | null
): { row: PolicyRow; turning: PlacedTurning }[] {
	return turnings.flatMap((turning, i) => {
		const last = isKnown(turning) ? span - 1 : 0;
		const said = { device, ownIps, comment: null };
		return matchesIn(turning.box).flatMap((match: Match) => {
			const open: PolicyRow = {
				...said,
				at: turned,
				position: i * span + last,
				action: 'unknown',
				match
			};
			const passed: PolicyRow = { ...said, at: behindTurned, position: 0, action: 'allow', match };
			return (isKnown(turning) ? [open, passed] : [open]).map((row) => ({ row, turning }));
		});
	});
}
