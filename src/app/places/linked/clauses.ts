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
	{ choice, adds }: PickedChoice
): readonly Clause[] | null {
	const conditions = conditionsOf(choice, sql);
	if (conditions === null) return null;
	const known = clauses.find((clause) => clause.source === source);
	const at = known?.conditions.findIndex((each) => isSame(each, conditions)) ?? -1;
	const isLetGo = at >= 0 && (adds || known!.choices.length === 1);
	const kept = adds && known !== undefined ? known : { choices: [], conditions: [] };
	const next: Clause = isLetGo
		? {
				...known!,
				choices: without(known!.choices, at),
				conditions: without(known!.conditions, at)
			}
		: {
				...{ source, title },
				choices: [...kept.choices, choice],
				conditions: [...kept.conditions, conditions]
			};
	return replaced(clauses, next);
}

/** The clauses with another one of its source; one without choices is gone. */
export function replaced(clauses: readonly Clause[], next: Clause): readonly Clause[] {
	const others = clauses.filter(({ source }) => source !== next.source);
	if (next.choices.length === 0) return others;
	const at = clauses.findIndex(({ source }) => source === next.source);
	return at < 0 ? [...clauses, next] : clauses.map((clause, i) => (i === at ? next : clause));
}

function without<Item>(items: readonly Item[], at: number): Item[] {
	return items.filter((_, i) => i !== at);
}

function isSame(one: readonly RowCondition[], other: readonly RowCondition[]): boolean {
	return one.map(conditionSql).join(' AND ') === other.map(conditionSql).join(' AND ');
}
