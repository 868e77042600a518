import type { RecordBytes } from '../../records/lines/held-lines.ts';
import { RowBudget } from '../../rows/policy/budget.ts';
import { everything, type Match } from '../../rows/policy/match.ts';
import type { PolicyRow } from '../../rows/policy/rows.ts';
import type { PfInterface, PfRule } from './rule.ts';

/** A statement that is a record, and what it became. */
export interface PfItem extends RecordBytes {
	rule: PfRule | null;
	comment: string | null;
	rows: PolicyRow[];
	/** Why there is no row; null where there is. */
	reason: string | null;
}

/** Where packets meet the rules: an interface and a direction; null for any that no rule names. */
interface Point {
	interface: string | null;
	direction: 'in' | 'out' | null;
}

/** Interfaces that have lists of their own. */
const MOST_INTERFACES = 64;

/**
 * Gives each rule its rows: for each interface that rules name, and each direction, the order in which the rules
 * decide there. Of the rules that fit a packet, the first quick one decides; where none is quick, the last does. So by
 * the first match the quick ones come first in their order, and then the others from the last to the first.
 */
export function resolve(
	items: readonly PfItem[],
	host: string | null,
	skipped: ReadonlySet<string>
): void {
	const rules = items.filter((item) => item.rule !== null);
	const budget = new RowBudget();
	for (const item of rules) leaveOut(item, skipped);
	for (const point of pointsOf(
		rules.map(({ rule }) => rule!),
		skipped
	)) {
		const met = rules.filter(({ rule }) => meets(rule!, point));
		const quick = met.filter(({ rule }) => rule!.quick);
		const others = met.filter(({ rule }) => !rule!.quick).reverse();
		const device = [host, point.interface, point.direction]
			.filter((part) => part !== null)
			.join(' ');
		placeRows([...quick, ...others], device || null, budget);
	}
	const idle = budget.isSpent ? 'behind more rows than are kept' : 'no packet meets the rule';
	for (const item of rules) if (item.rows.length === 0) item.reason ??= idle;
}

/** Rules about the loopback interface, or about interfaces that pf passes over, are about nobody's packets. */
function leaveOut(item: PfItem, skipped: ReadonlySet<string>): void {
	const of = item.rule!.interfaces ?? [];
	if (of.length > 0 && of.every(({ name, isNot }) => !isNot && isLoopback(name))) {
		item.reason = 'about the loopback interface, which no packet of another machine comes through';
	} else if (of.length > 0 && of.every((one) => isSkipped(one, skipped))) {
		item.reason = `set skip: pf does not look at packets of ${of.map(({ name }) => name).join(', ')}`;
	}
}

function isSkipped({ name, isNot }: PfInterface, skipped: ReadonlySet<string>): boolean {
	return !isNot && (skipped.has(name) || skipped.has(name.replace(/\d+$/, '')));
}

function isLoopback(name: string): boolean {
	return /^lo\d*$/.test(name);
}

function pointsOf(rules: readonly PfRule[], skipped: ReadonlySet<string>): Point[] {
	const named = rules.flatMap(({ interfaces }) => (interfaces ?? []).map(({ name }) => name));
	const own = [...new Set(named)].filter(
		(name) => !isLoopback(name) && !isSkipped({ name, isNot: false }, skipped)
	);
	const directions = rules.some(({ direction }) => direction !== null)
		? (['in', 'out'] as const)
		: [null];
	return [...own.slice(0, MOST_INTERFACES), null].flatMap((name) =>
		directions.map((direction) => ({ interface: name, direction }))
	);
}

function meets({ direction, interfaces }: PfRule, point: Point): boolean {
	if (direction !== null && direction !== point.direction) return false;
	return interfaces === null || interfaces.some((one) => isAt(one, point.interface));
}

/** A name without a number stands for all interfaces of its driver, as `em` for `em0`. */
function isAt({ name, isNot }: PfInterface, at: string | null): boolean {
	const isIt =
		at !== null && (name === at || (/\D$/.test(name) && at.replace(/\d+$/, '') === name));
	return isIt !== isNot;
}

/** Behind what is too much to be said, nothing is known. */
function placeRows(items: readonly PfItem[], device: string | null, budget: RowBudget): void {
	for (const [i, item] of items.entries()) {
		if (item.reason !== null) continue;
		const { action, matches, label } = item.rule!;
		const row = { device, ownIps: null, at: null, position: i + 1 };
		const comment = label ?? item.comment;
		if (!budget.takes(rowsOf(matches))) {
			item.rows.push({ ...row, action: 'unknown', match: everything, comment });
			return;
		}
		for (const match of matches) item.rows.push({ ...row, action, match, comment });
	}
}

function rowsOf(matches: readonly Match[]): number {
	return matches.reduce((sum, { ports }) => sum + (ports?.length ?? 1), 0);
}
