import { expect, it } from 'vitest';
import { eventTables } from '#tables/event-tables.ts';
import { columnOrder, filledIn } from './table-columns.ts';

const columns = ['ts', 'community_id', 'source_id', 'status', 'note'].map(
	(name) => ({ name, type: 'text' }) as const
);
const none = { empty: false, origin: false };

it('columns of origin stand last and behind a switch, and those without a value are left out and counted', () => {
	const filled = [true, true, true, true, false];
	expect(columnOrder(columns, filled, none)).toEqual({ shown: [0, 3], empty: 1, origin: 2 });
	expect(columnOrder(columns, filled, { empty: true, origin: true }).shown).toEqual([
		0, 3, 4, 1, 2
	]);
});

it('where there is nothing else, they are what there is to see', () => {
	const origin = columns.slice(1, 3);
	expect(columnOrder(origin, [true, true], none)).toEqual({ shown: [0, 1], empty: 0, origin: 0 });
	const nothing = [false, false, false, false, false];
	expect(columnOrder(columns, nothing, none)).toEqual({ shown: [0, 3, 4], empty: 0, origin: 2 });
});

it('a column has a value where any row has one', () => {
	expect(
		filledIn(columns.slice(0, 2), [
			[null, null],
			[null, 'x']
		])
	).toEqual([false, true]);
});

it('rows of an event table stand in the order of interest, and those of a question as it chose them', () => {
	const named = (names: readonly string[]) =>
		names.map((name) => ({ name, type: 'text' }) as const);
	const web = named(eventTables.web.columns.map(({ name }) => name));
	const first = columnOrder(
		web,
		web.map(() => true),
		none
	).shown.slice(0, 6);
	expect(first.map((i) => web[i]!.name)).toEqual([
		'ts',
		'src_ip',
		'method',
		'url',
		'status',
		'bytes'
	]);
	const chosen = named(['url', 'ts', 'method']);
	expect(columnOrder(chosen, [true, true, true], none).shown).toEqual([0, 1, 2]);
});
