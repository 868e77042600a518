import type { Sink } from '../../format.ts';
import { noteHomeless } from './own.ts';
import { policyRows } from './rows.ts';
import type { Chain, Condition, Item, Rule } from './ruleset.ts';

/** Conditions that are told by their words; of more, that there are some. */
const MOST_TOLD = 20;

/** Gives each rule of a chain that has no row its reason. */
export function explainChain(name: string, { rules, isMet }: Chain, isNat: boolean): void {
	for (const { item } of rules) {
		if (isMet) item.reason ??= isNat ? ofNat : 'no packet that is led here can match';
		else item.reason ??= `no rule that is understood leads to chain ${name.slice(0, 80)}`;
	}
}

const ofNat = 'a rule of nat that decides nothing about who may pass';

/** Says of which conditions it cannot be known whether they hold. */
export function noteDoubts(sink: Sink, { rules }: Chain): void {
	const told = new Set(rules.filter(isDoubtful).flatMap(doubts));
	for (const what of [...told].slice(0, MOST_TOLD))
		sink.note(`no flow tells whether it holds, so the rule says unknown where it matters: ${what}`);
	if (told.size > MOST_TOLD) sink.note('more rules say unknown, for what no flow tells');
}

function isDoubtful({ item }: Rule): boolean {
	return item.rows.some(({ action }) => action === 'unknown');
}

function doubts({ branches }: Rule): string[] {
	return branches.flatMap(({ boxes, conditions, verdict }) => [
		...(verdict.kind === 'jump' || verdict.kind === 'goto'
			? [`what chain ${verdict.chain.slice(0, 80)} does`]
			: []),
		...(boxes.some(({ sports }) => sports !== null)
			? ['the port that a connection comes from']
			: []),
		...conditions.flatMap(doubtOf)
	]);
}

function doubtOf(condition: Condition): string[] {
	if (condition.kind === 'open') return [condition.what];
	if (condition.kind !== 'interface' || condition.name === 'lo') return [];
	const { side, name, isNot } = condition;
	return [`${isNot ? 'not ' : ''}${side === 'in' ? 'from' : 'to'} interface ${name.slice(0, 40)}`];
}

/** Makes lines records with their rows, or with the reason why they have none. */
export function writeItems(
	sink: Sink,
	items: readonly Item[],
	auditedAt: number | bigint | null
): void {
	const write = policyRows(sink);
	const isHooked = items.some(({ rows }) => rows.some(({ at }) => at !== null));
	if (isHooked && sink.settings.addresses.length === 0) noteHomeless(sink, sink.settings.host);
	for (const item of items) {
		const { offset, length, rows } = item;
		if (rows.length === 0 && isNoRecord(sink, item)) continue;
		sink.begin(offset, length);
		for (const row of rows) write(row, { auditedAt, any: 'any' });
		if (rows.length === 0) sink.reject(item.reason ?? 'a line without meaning');
		sink.settle();
	}
}

/** A line that only leads to others or lets go on, or about which no packet of another machine can be, is no record. */
function isNoRecord(sink: Sink, { loopback, followed, goesOn, isQuiet }: Item): boolean {
	if (loopback) sink.note('rules about the loopback interface were left out');
	else if (followed)
		sink.note(
			'jumps and translations were followed: the rules that they lead to stand where packets meet them'
		);
	else if (goesOn)
		sink.note('rules behind which packets go on, as those that only log or count, decide nothing');
	return loopback || followed || goesOn || isQuiet;
}
