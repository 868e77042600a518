import type { Value } from '#tables/value.ts';
import type { Result, ResultColumn, ResultType } from '#engine/duckdb/engine.ts';
import type { Bin } from './bins.ts';
import type { ChartColumn } from './columns.ts';
import { placeText } from './say.ts';
import {
	measuredPoints,
	type Group,
	type Picture,
	type DrawnPlace,
	type DrawnPoint
} from './picture.ts';
import { measureName } from './plan.ts';
import { utc } from '#lib/zone.ts';

interface Part {
	column: ResultColumn;
	of: (point: DrawnPoint) => Value;
}

/** What is drawn, as a table with a row for each place: exact, and in the order of the picture. */
export function valuesTable(picture: Picture): Result {
	const parts = partsOf(picture);
	return {
		columns: parts.map(({ column }) => column),
		rows: measuredPoints(picture).map((point) => parts.map(({ of }) => of(point)))
	};
}

function partsOf(picture: Picture): Part[] {
	const { plan, bins, series, panels, several } = picture;
	const number = (name: string, of: Part['of']): Part => ({ column: { name, type: 'number' }, of });
	const measured = measureName(plan.measure, several);
	return [
		...(plan.facet === null ? [] : [named(plan.facet, panels, ({ panel }) => panel)]),
		...placed(plan.x, bins.x, ({ x }) => x),
		...placed(plan.y, bins.y, ({ y }) => y),
		...(plan.colour === null ? [] : [named(plan.colour, series, ({ series: at }) => at)]),
		...(plan.mark === 'box' ? boxParts(number) : []),
		...(plan.measure.column === null
			? []
			: [number(plan.mark === 'box' ? 'median' : measured, ({ value }) => value)]),
		number('rows', ({ rows }) => rows)
	];
}

function boxParts(number: (name: string, of: Part['of']) => Part): Part[] {
	const names = ['least', 'low', 'first', 'third', 'high', 'greatest', 'beyond'] as const;
	return names.map((name) => number(name, ({ box }) => box![name]));
}

function named(
	column: ChartColumn,
	groups: readonly Group[],
	at: (point: DrawnPoint) => number
): Part {
	const of = (point: DrawnPoint) => {
		const group = groups[at(point)]!;
		return group.is === 'other' ? `other (${group.values})` : group.name;
	};
	return { column: { name: column.name, type: 'text' }, of };
}

function placed(
	column: ChartColumn | null,
	bin: Bin | null,
	at: (point: DrawnPoint) => DrawnPlace | null
): Part[] {
	if (column === null) return [];
	const type = typeOf(column);
	const end = (name: 'from' | 'to') => (point: DrawnPoint) => endOf(at(point), column, name);
	const first = { column: { name: column.name, type }, of: end('from') };
	const isOne = bin === null || column.kind === 'day' || (column.whole && bin.step === 1);
	return isOne ? [first] : [first, { column: { name: 'to', type }, of: end('to') }];
}

function typeOf({ kind }: ChartColumn): ResultType {
	if (kind === 'moment') return 'timestamp';
	return kind === 'number' ? 'number' : 'text';
}

function endOf(place: DrawnPlace | null, column: ChartColumn, end: 'from' | 'to'): Value {
	if (place === null || typeof place === 'string') return place;
	if (column.kind === 'moment') return BigInt(Math.round(place[end]));
	if (column.kind === 'day') return placeText(place, column, utc);
	return column.whole ? Math.ceil(place[end]) : place[end];
}
