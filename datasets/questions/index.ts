import { eventTableNames, type EventTableName } from '#tables/event-tables.ts';
import { columnOf } from '#tables/columns-of.ts';
import { Failure } from '#lib/failure.ts';

/** A table that has to have rows, and a column of it that has to have a value in one of them; null for any. */
export interface QuestionNeed {
	table: EventTableName;
	column: string | null;
}

/** A question that fits whatever is loaded, ready to be asked and to be changed. */
export interface ReadyQuestion {
	/** That of its file. */
	name: string;
	title: string;
	/** What its rows say, as a clause. */
	meaning: string;
	/** One of them is enough. */
	needs: readonly QuestionNeed[];
	sql: string;
}

/** Every SQL file here is a question; what it is stands in the comments at its head. */
const files = import.meta.glob<string>('./*.sql', {
	eager: true,
	query: '?raw',
	import: 'default'
});

/** In the order in which they are offered: by what they need, the tables in their own order. */
export const readyQuestions: readonly ReadyQuestion[] = Object.entries(files)
	.map(([path, text]) => readyQuestion(path.slice('./'.length, -'.sql'.length), text))
	.sort(byTable);

/** @throws `recipe not valid` where its head does not say what it must */
export function readyQuestion(name: string, text: string): ReadyQuestion {
	const [, head = '', sql = ''] = /^((?:-- \w+: .*\n)*)([^]*)$/.exec(text) ?? [];
	const said = new Map(
		[...head.matchAll(/^-- (\w+): (.*)$/gm)].map(([, key, value]) => [key, value!] as const)
	);
	const of = (key: string) => {
		const value = said.get(key);
		if (value !== undefined) return value;
		throw new Failure('recipe not valid', `a ready question does not say its ${key}: ${name}`);
	};
	const needs = of('needs')
		.split(' or ')
		.map((need) => needIn(need, name));
	return { name, title: of('title'), meaning: of('meaning'), needs, sql: sql.trimEnd() };
}

function needIn(need: string, name: string): QuestionNeed {
	const [written, column = null] = need.trim().split('.');
	const table = eventTableNames.find((known) => known === written);
	if (table !== undefined && (column === null || columnOf(table, column) !== null))
		return { table, column };
	throw new Failure('recipe not valid', `${name} needs what no event table has: ${need}`);
}

function byTable(a: ReadyQuestion, b: ReadyQuestion): number {
	return placeOf(a) - placeOf(b) || (a.title < b.title ? -1 : 1);
}

/** What fits most data stands in front. */
function placeOf({ needs }: ReadyQuestion): number {
	return needs.length > 1 ? -1 : eventTableNames.indexOf(needs[0]!.table);
}
