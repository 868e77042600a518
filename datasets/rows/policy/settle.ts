import { covers, meet } from './box.ts';
import type { WayBudget } from './budget.ts';
import type { FlatEntry } from './flatten.ts';

/** Entries that may stand for a rule of which it is not certain that it decides. */
const MOST_FOR_ONE = 200;

/**
 * The same entries, each of them certain. A rule that may decide and may not is left out for the packets about which
 * the rules behind it say the same, and says `unknown` of the others.
 */
export function settled(entries: readonly FlatEntry[], budget: WayBudget): FlatEntry[] {
	// From the last to the first, and in the order that makes: pushing is cheaper than putting in front.
	const behind: FlatEntry[] = [];
	for (const entry of [...entries].reverse()) {
		if (entry.isCertain) behind.push(entry);
		else behind.push(...doubted(entry, behind, budget).reverse());
	}
	return behind.reverse();
}

/** What stands for a doubtful entry in front of those behind it, which are given from the last to the first. */
function doubted(entry: FlatEntry, behind: readonly FlatEntry[], budget: WayBudget): FlatEntry[] {
	const unknown: FlatEntry = { ...entry, action: 'unknown', to: null, isCertain: true };
	const parts: FlatEntry[] = [];
	let isCovered = false;
	for (let i = behind.length - 1; i >= 0 && !isCovered; i--) {
		const next = behind[i]!;
		if (!budget.step() || parts.length > MOST_FOR_ONE) return [unknown];
		const box = meet(next.box, entry.box);
		if (box === null) continue;
		const agrees = next.action === entry.action && next.to === null && entry.to === null;
		parts.push(agrees ? { ...next, box } : { ...unknown, box });
		isCovered = covers(next.box, entry.box);
	}
	return withoutTail(isCovered ? parts : [...parts, unknown], unknown);
}

/** Of the last that say the same, none is needed where the rules behind say it too, and one where it is not known. */
function withoutTail(parts: FlatEntry[], unknown: FlatEntry): FlatEntry[] {
	const last = parts.at(-1);
	if (last === undefined) return [];
	let end = parts.length;
	while (end > 0 && (parts[end - 1]!.action === 'unknown') === (last.action === 'unknown')) end--;
	const head = parts.slice(0, end);
	return last.action === 'unknown' ? [...head, unknown] : head;
}
