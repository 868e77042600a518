import { binOf, type Bin } from './bins.ts';
import { rowsOf } from '../column-sql.ts';
import { valueSql, type ChartColumn } from './columns.ts';
import type { Aggregate } from './chart-spec.ts';
import type { Plan } from './plan.ts';
import type { Zone } from '#lib/zone.ts';

/** More rows than these are not drawn each by itself. */
export const MOST_ROWS = 5000;

/** So many colours, names along an axis, and pictures side by side there are at most. */
export const MOST_COLOURS = 7;
export const MOST_NAMES = 30;
export const MOST_PANELS = 12;

/** What {@link drawnSql} gives at most: {@link MOST_PANELS} pictures of stretches, each with all colours. */
export const MOST_PLACES = 20_000;

/** Stretches in which rows are put together; null where each value stands at its own place. */
export interface Bins {
	x: Bin | null;
	y: Bin | null;
}

/** What decides of stretches beside the plan. */
export interface Grounds {
	rows: number;
	/** Distance at which the values along x stand themselves; null where they do not. */
	spacing: number | null;
	zone: Zone;
}

/** Which axes are cut into stretches, and where. */
export function binsOf(plan: Plan, { rows, spacing, zone }: Grounds): Bins {
	const { mark, x, y, measure } = plan;
	const many = rows > MOST_ROWS;
	const isLine = mark === 'line' || mark === 'area';
	const whole = mark === 'dot' ? many : isLine ? many || measure.column === null : true;
	const bin = (column: ChartColumn | null, at: number | null) =>
		column === null || column.kind === 'name' || !whole ? null : binOf(column, at, zone);
	return { x: bin(x, spacing), y: bin(y, null) };
}

/** Whether it matters at which distance the values along x stand. */
export function wantsSpacing({ mark, x, measure }: Plan): boolean {
	if (x === null || x.kind === 'name' || mark === 'dot' || mark === 'box') return false;
	return measure.column !== null || (x.whole && x.kind === 'number');
}

/** One row: the distance at which the values of a column stand; null where that is not one distance. */
export function spacingSql(sql: string, column: ChartColumn): string {
	return `WITH "chart values" AS (SELECT DISTINCT ${valueSql(column)} AS v FROM ${rowsOf(sql)}),
		"chart gaps" AS (SELECT v - lag(v) OVER (ORDER BY v) AS gap FROM "chart values" WHERE v IS NOT NULL),
		"chart least" AS (SELECT min(gap) AS least FROM "chart gaps")
	SELECT CASE WHEN bool_and(gap % least = 0) THEN any_value(least) END AS spacing
	FROM "chart gaps", "chart least" WHERE gap IS NOT NULL`;
}

const dimensions = ['x', 'y', 'colour', 'facet'] as const;
export type Dimension = (typeof dimensions)[number];

/**
 * A row for each place of the picture: where it is, what is measured there, and how many rows it rests on. Of a place
 * in a stretch the number of the stretch is given. Names beyond those that have room stand together: a dimension of
 * names has `_beyond` for them, and `_values`, how many names there are in all.
 */
export function drawnSql(sql: string, plan: Plan, bins: Bins): string {
	const most = mostOf(plan);
	const ranked = dimensions.filter((dimension) => most[dimension] !== null);
	const isThere = dimensionsOf(plan).length > 0;
	if (ranked.length === 0 && isThere && partsOf(plan) !== null) return unrankedSql(sql, plan, bins);
	const parts = [
		`"chart placed" AS (${placedSql(sql, plan, bins)})`,
		...ranked.map((dimension) => rankSql(dimension, plan)),
		`"chart ranked" AS (${rankedSql(ranked, most, partsOf(plan))})`
	];
	const drawn = plan.mark === 'box' ? boxesSql : groupedSql(plan);
	return `WITH ${parts.join(',\n')}${drawn}`;
}

type Most = Readonly<Record<Dimension, number | null>>;

/** How many names of a dimension have room; null where its values are no names. */
function mostOf({ x, y, colour, facet }: Plan): Most {
	return {
		x: x?.kind === 'name' ? MOST_NAMES : null,
		y: y?.kind === 'name' ? MOST_NAMES : null,
		colour: colour === null ? null : MOST_COLOURS,
		facet: facet === null ? null : MOST_PANELS
	};
}

/** Of the rows of one place how many there are, and what is measured of them, where that follows from parts of them. */
const parts: Readonly<Partial<Record<Aggregate, Readonly<Record<string, string>>>>> = {
	count: {},
	sum: { total: 'sum(v)', weight: 'sum(abs(v))' },
	mean: { total: 'sum(v)' },
	min: { least: 'min(v)' },
	max: { most: 'max(v)' }
};

/** Null where each row is wanted by itself. */
function partsOf({ mark, measure }: Pick<Plan, 'mark' | 'measure'>) {
	if (mark === 'box') return null;
	return measure.column === null ? parts.count! : (parts[measure.how] ?? null);
}

function dimensionsOf(plan: Plan): Dimension[] {
	return dimensions.filter((dimension) => plan[dimension] !== null);
}

/** Rows of one place are put together before anything else: of those there are few. */
function placedSql(sql: string, plan: Plan, bins: Bins): string {
	const summed = partsOf(plan);
	const rows = placedRowsSql(sql, plan, bins);
	if (summed === null) return rows;
	const given = Object.entries(summed).map(([name, value]) => `, ${value} AS ${name}`);
	// What the picture does not have is no group: the fewer there are, the sooner they are told apart.
	const there = dimensionsOf(plan);
	const placed = dimensions.map((each) => (there.includes(each) ? each : `NULL AS ${each}`));
	const group = there.length === 0 ? 'GROUP BY ALL' : `GROUP BY ${there.join(', ')}`;
	return `SELECT ${placed.join(', ')}, count(*) AS n${given.join('')} FROM (${rows}) AS "chart rows"
		${group}`;
}

function placedRowsSql(sql: string, plan: Plan, bins: Bins): string {
	const { x, y, measure, colour, facet } = plan;
	const given = [
		`${placeOf(x, bins.x)} AS x`,
		`${placeOf(y, bins.y)} AS y`,
		`${measure.column === null ? '1' : valueSql(measure.column)} AS v`,
		`${placeOf(colour, null)} AS colour`,
		`${placeOf(facet, null)} AS facet`
	];
	const there = [x && 'x', y && 'y', measure.column && 'v'].filter((name) => name !== null);
	const where = there.map((name) => `${name} IS NOT NULL`).join(' AND ');
	return `SELECT * FROM (SELECT ${given.join(', ')} FROM ${rowsOf(sql)})
		WHERE ${where === '' ? 'true' : where}`;
}

function placeOf(column: ChartColumn | null, bin: Bin | null): string {
	if (column === null) return 'NULL';
	if (bin === null) return valueSql(column);
	return `floor((${valueSql(column)} - ${bin.origin}) / ${bin.step})::BIGINT`;
}

/** Names of a dimension by the weight that they have in what is measured, or in rows where that does not add up. */
function rankSql(dimension: Dimension, plan: Plan): string {
	const summed = partsOf(plan);
	const weight = summed === null ? 'count(*)' : summed['weight'] ? 'sum(weight)' : 'sum(n)';
	return `"chart ${dimension}" AS (SELECT ${dimension} AS name,
		row_number() OVER (ORDER BY ${weight} DESC, ${dimension}) AS place, count(*) OVER () AS many
		FROM "chart placed" WHERE ${dimension} IS NOT NULL GROUP BY ${dimension})`;
}

function rankedSql(
	ranked: readonly Dimension[],
	most: Most,
	summed: ReturnType<typeof partsOf>
): string {
	const columns = dimensions.map((dimension) => {
		if (!ranked.includes(dimension))
			return `${dimension}, false AS ${dimension}_beyond, 0 AS ${dimension}_values`;
		const rank = `"chart ${dimension}"`;
		const beyond = `coalesce(${rank}.place > ${most[dimension]}, false)`;
		return `CASE WHEN ${beyond} THEN NULL ELSE ${dimension} END AS ${dimension},
			${beyond} AS ${dimension}_beyond, coalesce(${rank}.many, 0) AS ${dimension}_values`;
	});
	const joins = ranked.map(
		(dimension) =>
			`LEFT JOIN "chart ${dimension}" ON "chart ${dimension}".name = "chart placed".${dimension}`
	);
	const given = summed === null ? ['v'] : ['n', ...Object.keys(summed)];
	return `SELECT ${[...given, ...columns].join(', ')} FROM "chart placed" ${joins.join(' ')}`;
}

const keys = dimensions.map((dimension) => `${dimension}, ${dimension}_beyond`).join(', ');
const values = dimensions
	.map((dimension) => `max(${dimension}_values) AS ${dimension}_values`)
	.join(', ');

const wholes: Readonly<Record<Aggregate, string>> = {
	count: 'sum(n)',
	sum: 'sum(total)',
	mean: '(sum(total) / sum(n))',
	median: 'median(v)',
	min: 'min(least)',
	max: 'max(most)'
};

/**
 * Places of which none has to make room for another, in one select and with what the picture has alone: a brush asks
 * it at each move, and nearly all of that is the planning of selects and columns.
 */
function unrankedSql(sql: string, plan: Plan, bins: Bins): string {
	const measured = oneWhole[plan.measure.column === null ? 'count' : plan.measure.how];
	const there = dimensionsOf(plan).join(', ');
	return `SELECT ${there}, ${measured}::DOUBLE AS "value", count(*) AS "rows"
FROM (${placedRowsSql(sql, plan, bins)}) AS "chart rows" GROUP BY ${there} ORDER BY ${there}`;
}

const oneWhole: Readonly<Record<Aggregate, string>> = {
	count: 'count(*)',
	sum: 'sum(v)',
	mean: '(sum(v) / count(*))',
	median: 'NULL',
	min: 'min(v)',
	max: 'max(v)'
};

function groupedSql(plan: Plan): string {
	const measured = wholes[plan.measure.column === null ? 'count' : plan.measure.how];
	const rows = partsOf(plan) === null ? 'count(*)' : 'sum(n)::BIGINT';
	return `
SELECT ${keys}, ${measured}::DOUBLE AS "value", ${rows} AS "rows", ${values}
FROM "chart ranked" GROUP BY ALL ORDER BY x, y, colour, facet`;
}

/** Whiskers reach to the farthest value within one and a half times the box, as Tukey drew them. */
const boxesSql = `, "chart boxes" AS (SELECT ${keys}, count(*) AS "rows", ${values},
	quantile_cont(v, 0.25) AS first, quantile_cont(v, 0.5) AS "value", quantile_cont(v, 0.75) AS third,
	min(v) AS least, max(v) AS greatest FROM "chart ranked" GROUP BY ALL),
"chart fences" AS (SELECT *, first - 1.5 * (third - first) AS fence_low, third + 1.5 * (third - first) AS fence_high
	FROM "chart boxes")
SELECT box.* EXCLUDE (fence_low, fence_high),
	min(v) FILTER (WHERE v >= fence_low) AS low, max(v) FILTER (WHERE v <= fence_high) AS high,
	count(*) FILTER (WHERE v < fence_low OR v > fence_high) AS beyond
FROM "chart fences" AS box JOIN "chart ranked" AS each
	ON each.x IS NOT DISTINCT FROM box.x AND each.x_beyond = box.x_beyond
	AND each.facet IS NOT DISTINCT FROM box.facet AND each.facet_beyond = box.facet_beyond
GROUP BY ALL ORDER BY box.x, box.facet`;
