import type { Choice, PickedChoice } from '#cells/shown.ts';
import { originOf, type Origin } from '#engine/sql/column-origin.ts';
import { conditionSql, timeCondition, type RowCondition } from '#engine/sql/condition.ts';
import type { TimeRange } from '#lib/time-range.ts';
import type { Clause, LinkedRows } from '../../services/selection.ts';

/** The source of what is drawn over the line of time. */
export const TIME = 'line of time';

/** A choice as conditions on the rows of event tables; null where the statement does not tell what a column is of. */
export function conditionsOf(choice: Choice, sql: string): readonly RowCondition[] | null {
	const found = choice.map(({ column: { name, type }, wanted }) => {
		const of: Origin | null = originOf(sql, name);
		return of === null ? null : { of, isMoment: type === 'timestamp', wanted };
	});
	return found.length === 0 || found.includes(null) ? null : (found as readonly RowCondition[]);
}

/** The time that alone is looked at. */
export function timeClause(span: TimeRange): Clause {
	const condition = timeCondition(span);
	const column = { name: 'ts', type: 'timestamp' } as const;
	return {
		source: TIME,
		title: 'the line of time',
		choices: [[{ column, wanted: condition.wanted }]],
		conditions: [[condition]]
	};
}

/** The clauses after a choice was picked: one that was chosen is let go. Null where it cannot be linked. */
export function withPicked(
	clauses: readonly Clause[],
	{ source, title, sql }: LinkedRows,
	{ choice, also = [], adds }: PickedChoice
): readonly Clause[] | null {
	const picked = [choice, ...also].map((each) => ({
		choice: each,
		conditions: conditionsOf(each, sql)
	}));
	if (!picked.every(isLinked)) return null;
	const known = chosenIn(clauses.find((clause) => clause.source === source));
	const others = known.filter((each) => !isAmong(each, picked));
	const isLetGo =
		picked.every((each) => isAmong(each, known)) && (adds || known.length === picked.length);
	const next = isLetGo ? others : [...(adds ? others : []), ...picked];
	return replaced(clauses, {
		source,
		title,
		choices: next.map((each) => each.choice),
		conditions: next.map(({ conditions }) => conditions)
	});
}

interface Linkable {
	choice: Choice;
	conditions: readonly RowCondition[] | null;
}

type Linked = Linkable & { conditions: readonly RowCondition[] };

function isLinked(each: Linkable): each is Linked {
	return each.conditions !== null;
}

function chosenIn(clause: Clause | undefined): Linked[] {
	return (clause?.choices ?? []).map((choice, i) => ({
		choice,
		conditions: clause!.conditions[i]!
	}));
}

function isAmong({ conditions }: Linked, all: readonly Linked[]): boolean {
	return all.some((each) => isSame(each.conditions, conditions));
}

/** The clauses with another one of its source; one without choices is gone. */
export function replaced(clauses: readonly Clause[], next: Clause): readonly Clause[] {
	const others = clauses.filter(({ source }) => source !== next.source);
	if (next.choices.length === 0) return others;
	const at = clauses.findIndex(({ source }) => source === next.source);
	return at < 0 ? [...clauses, next] : clauses.map((clause, i) => (i === at ? next : clause));
}

function isSame(one: readonly RowCondition[], other: readonly RowCondition[]): boolean {
	return one.map(conditionSql).join(' AND ') === other.map(conditionSql).join(' AND ');
}
