import { literal, literals } from '#engine/sql/sql.ts';

/** What is known where rules are asked, by its type: a text, a list of texts that is never empty, a day. */
export type FactTypes = Readonly<Record<string, 'text' | 'list' | 'day'>>;

/** What facts are of one case; null for what is absent. A day is counted from 1970-01-01. */
export type KnownFacts<F extends FactTypes> = {
	readonly [Name in keyof F]:
		{ text: string; list: readonly string[]; day: number }[F[Name]] | null;
};

/** An absent fact is none of the words, and before nothing. */
export type RuleCondition<Name> =
	| { readonly fact: Name; readonly is: readonly string[] }
	| { readonly fact: Name; readonly given: boolean }
	| { readonly fact: Name; readonly before: Name };

/**
 * Where a value comes from: nowhere, a fact as it is, a word, a sentence of words and facts, of which none may be
 * absent, or the texts of some facts behind one another, as far as they are there.
 */
export type RuleValue<Name> =
	| null
	| { readonly fact: Name }
	| { readonly word: string }
	| { readonly sentence: readonly ({ readonly word: string } | { readonly fact: Name })[] }
	| { readonly joined: readonly Name[] };

/** The first rule of which all conditions hold decides. */
export interface AnswerRule<Name, Column extends string> {
	readonly when: readonly RuleCondition<Name>[];
	readonly then: Readonly<Record<Column, RuleValue<Name>>>;
}

/** Rules in their order; where none of them holds every value is absent. */
export interface RuleTable<F extends FactTypes, Column extends string> {
	readonly facts: F;
	readonly rules: readonly AnswerRule<keyof F & string, Column>[];
}

type Value = string | number | readonly string[] | null;

const BETWEEN = '; ';

/** What the rules say of one case. */
export function decide<F extends FactTypes, Column extends string>(
	{ rules }: RuleTable<F, Column>,
	known: KnownFacts<F>
): Record<Column, Value> | null {
	const rule = rules.find(({ when }) => when.every((condition) => holds(condition, known)));
	if (rule === undefined) return null;
	const values = Object.entries<RuleValue<string>>(rule.then).map(([column, source]) => [
		column,
		source && valueOf(source, known)
	]);
	return Object.fromEntries(values) as Record<Column, Value>;
}

function holds(condition: RuleCondition<string>, known: Record<string, Value>): boolean {
	const value = known[condition.fact] ?? null;
	if ('given' in condition) return (value !== null) === condition.given;
	if (value === null) return false;
	if ('is' in condition) return condition.is.includes(value as string);
	const other = known[condition.before] ?? null;
	return other !== null && value < other;
}

function valueOf(source: NonNullable<RuleValue<string>>, known: Record<string, Value>): Value {
	if ('word' in source) return source.word;
	if ('fact' in source) return known[source.fact] ?? null;
	if ('joined' in source) {
		const parts = source.joined.flatMap((name) => (known[name] ?? []) as string | string[]);
		return parts.length === 0 ? null : parts.join(BETWEEN);
	}
	const parts = source.sentence.map((part) => valueOf(part, known));
	return parts.includes(null) ? null : parts.join('');
}

/**
 * The same as an expression of SQL, for one column.
 * @param sql of each fact: VARCHAR, VARCHAR[] or DATE
 */
export function ruleSql<F extends FactTypes, Column extends string>(
	{ facts, rules }: RuleTable<F, Column>,
	column: Column,
	sql: Readonly<Record<keyof F & string, string>>
): string {
	const cases = rules.map(({ when, then }) => {
		const conditions = when.map((condition) => conditionSql(condition, sql));
		return `WHEN ${conditions.join(' AND ') || 'true'} THEN ${sourceSql(then[column], sql, facts)}`;
	});
	return `CASE ${cases.join(' ')} END`;
}

function conditionSql(
	condition: RuleCondition<string>,
	sql: Readonly<Record<string, string>>
): string {
	const fact = sql[condition.fact]!;
	if ('given' in condition) return `${fact} IS ${condition.given ? 'NOT NULL' : 'NULL'}`;
	return 'is' in condition
		? `${fact} IN ${literals(condition.is)}`
		: `${fact} < ${sql[condition.before]}`;
}

function sourceSql(
	source: RuleValue<string>,
	sql: Readonly<Record<string, string>>,
	facts: FactTypes
): string {
	if (source === null) return 'NULL';
	if ('word' in source) return literal(source.word);
	if ('fact' in source) return sql[source.fact]!;
	if ('sentence' in source)
		return source.sentence.map((part) => sourceSql(part, sql, facts)).join(' || ');
	const texts = source.joined.map((name) =>
		facts[name] === 'list' ? `array_to_string(${sql[name]}, ${literal(BETWEEN)})` : sql[name]
	);
	const absent = source.joined.map((name) => `${sql[name]} IS NULL`);
	return `CASE WHEN NOT (${absent.join(' AND ')}) THEN concat_ws(${literal(BETWEEN)}, ${texts.join(', ')}) END`;
}
