import { notValid } from '../attributes.ts';
import { noColumn } from '../no-column.ts';
import type { Aggregate, ChartMark, Wanted } from './chart-spec.ts';
import { unitOf } from '../column-sql.ts';
import { type ChartColumn, type ChartFacts } from './columns.ts';

/** What is drawn of rows: each part is filled, whoever said it. */
export interface Plan {
	mark: ChartMark;
	/** What stands along the picture; null where all is at one place. */
	x: ChartColumn | null;
	/** What stands upwards beside x; null where that is the measure. */
	y: ChartColumn | null;
	measure: Measured;
	colour: ChartColumn | null;
	facet: ChartColumn | null;
	/** What nobody said and the columns decided, as a sentence each. */
	chosen: readonly string[];
}

/** How rows of one place become one number; the column is null where they are counted. */
export interface Measured {
	how: Aggregate;
	column: ChartColumn | null;
}

/** So many values may have colours without anybody having asked for them. */
const FEW = 7;

/**
 * What is drawn where the author says so much and the columns are these.
 * @throws `recipe not valid` that names what does not fit
 */
export function planOf(wanted: Wanted, facts: ChartFacts): Plan {
	const columns = new Named(facts);
	const given = {
		x: columns.named(wanted.x, 'x'),
		y: columns.named(wanted.y, 'y'),
		colour: columns.named(wanted.colour, 'colour'),
		facet: columns.named(wanted.facet, 'facet')
	};
	const mark = wanted.mark ?? markOf(columns, given, wanted.aggregate);
	const plan = { ...placedOf(mark, given, columns, wanted.aggregate), mark, facet: given.facet };
	check(plan, wanted);
	return { ...told(plan), chosen: chosenOf(plan, wanted) };
}

/** Columns that tell apart are read as names; dots and histograms take ports and ids as numbers too. */
function told(plan: Omit<Plan, 'chosen'>): Omit<Plan, 'chosen'> {
	const { mark, x, y, colour, facet } = plan;
	const scaled = mark === 'dot' || mark === 'histogram' || mark === 'line' || mark === 'area';
	const along = (column: ChartColumn | null) =>
		column !== null && !scaled && (mark === 'box' || isName(column)) ? asName(column) : column;
	return { ...plan, x: along(x), y: along(y), colour: named(colour), facet: named(facet) };
}

function named(column: ChartColumn | null): ChartColumn | null {
	return column === null ? null : asName(column);
}

function asName(column: ChartColumn): ChartColumn {
	return { ...column, kind: 'name' };
}

interface Given {
	x: ChartColumn | null;
	y: ChartColumn | null;
	colour: ChartColumn | null;
	facet: ChartColumn | null;
}

/** Columns that are there to choose from, in their order. */
class Named {
	readonly #facts: ChartFacts;
	readonly #taken = new Set<ChartColumn>();

	constructor(facts: ChartFacts) {
		this.#facts = facts;
	}

	get areRecords(): boolean {
		return this.#facts.areRecords;
	}

	/** @throws `recipe not valid` where there is none of that name */
	named(name: string | null, attribute: string): ChartColumn | null {
		if (name === null) return null;
		const { columns } = this.#facts;
		const found = columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
		if (found === undefined) throw noColumn(`${attribute} names no column:`, name, columns);
		this.#taken.add(found);
		return found;
	}

	/** The first that fits and stands for nothing yet; null where none does. */
	first(fits: (column: ChartColumn) => boolean): ChartColumn | null {
		const free = this.#facts.columns.filter((column) => !this.#taken.has(column));
		return free.find((column) => column.filled > 0 && fits(column)) ?? null;
	}

	take(column: ChartColumn | null): ChartColumn | null {
		if (column !== null) this.#taken.add(column);
		return column;
	}
}

const isTime = ({ kind }: ChartColumn) => kind === 'moment' || kind === 'day';
const isNumber = ({ kind, naming }: ChartColumn) => kind === 'number' && !naming;
const isName = ({ kind, naming }: ChartColumn) => kind === 'name' || naming;
const isFew = (column: ChartColumn) =>
	isName(column) && column.distinct > 1 && column.distinct <= FEW;

function markOf(columns: Named, { x, y }: Given, aggregate: Aggregate | null): ChartMark {
	const along = x ?? columns.first(isTime) ?? columns.first(isName) ?? columns.first(isNumber);
	const counted = columns.areRecords || aggregate === 'count';
	const measured =
		y ?? (counted ? null : columns.first((column) => isNumber(column) && column !== along));
	if (along === null) return y === null ? 'bar' : 'box';
	if (y !== null && y.kind !== 'number') return isName(along) && isName(y) ? 'heat-map' : 'dot';
	if (measured === null) return isName(along) ? 'bar' : 'histogram';
	if (isName(along)) return 'bar';
	return isTime(along) ? 'line' : 'dot';
}

type Placed = Pick<Plan, 'x' | 'y' | 'measure' | 'colour'>;

function placedOf(
	mark: ChartMark,
	given: Given,
	columns: Named,
	aggregate: Aggregate | null
): Placed {
	const x = given.x ?? columns.take(alongOf(mark, columns));
	if (mark === 'heat-map' || mark === 'dot') {
		const y = given.y ?? columns.take(upwardsOf(mark, x, columns));
		if (mark === 'dot') return { x, y, colour: given.colour, measure: count };
		return { x, y, colour: null, measure: measureOf(given.colour, columns, aggregate) };
	}
	if (mark === 'histogram')
		return { x, y: null, colour: given.colour ?? fewOf(columns), measure: count };
	const measure =
		mark === 'box'
			? { how: 'median' as const, column: given.y ?? columns.take(columns.first(isNumber)) }
			: measureOf(given.y, columns, aggregate);
	const colour = given.colour ?? (mark === 'box' || !addsUp(measure) ? null : fewOf(columns));
	return { x, y: null, colour, measure };
}

function alongOf(mark: ChartMark, columns: Named): ChartColumn | null {
	const name = () => columns.first(isName);
	const number = () => columns.first(isNumber);
	const time = () => columns.first(isTime);
	if (mark === 'bar') return name() ?? time() ?? number();
	if (mark === 'box') return columns.first((column) => isName(column) && column.distinct <= 40);
	return time() ?? (mark === 'heat-map' ? name() : null) ?? number();
}

function upwardsOf(mark: ChartMark, x: ChartColumn | null, columns: Named): ChartColumn | null {
	const other = (fits: (column: ChartColumn) => boolean) =>
		columns.first((column) => column !== x && fits(column));
	return mark === 'dot' ? (other(isNumber) ?? other(isName)) : (other(isName) ?? other(isNumber));
}

function fewOf(columns: Named): ChartColumn | null {
	return columns.take(columns.first(isFew));
}

const count: Measured = { how: 'count', column: null };

function measureOf(
	given: ChartColumn | null,
	columns: Named,
	aggregate: Aggregate | null
): Measured {
	if (aggregate === 'count') return count;
	const isCounted = given === null && aggregate === null && columns.areRecords;
	const column = isCounted ? null : (given ?? columns.take(columns.first(isNumber)));
	return column === null ? count : { how: aggregate ?? 'sum', column };
}

/** Whether parts of what is measured make a whole. */
export function addsUp({ how }: Measured): boolean {
	return how === 'count' || how === 'sum';
}

function check({ mark, x, y, measure, colour }: Omit<Plan, 'chosen'>, wanted: Wanted): void {
	if (x === null && mark !== 'box') throw notValid(`a ${mark} has no column to go along x`);
	if (/^(line|area|histogram)$/.test(mark) && x!.kind === 'name')
		throw notValid(`a ${mark} goes along times or numbers, and x is neither: ${x!.name}`);
	if (/^(dot|heat-map)$/.test(mark) && y === null)
		throw notValid(`a ${mark} has no column upwards`);
	if (mark === 'histogram' && (wanted.y !== null || (wanted.aggregate ?? 'count') !== 'count'))
		throw notValid('a histogram counts rows: a bar, a line or an area measures');
	if (measure.column !== null && measure.column.kind !== 'number')
		throw notValid(`what is measured is not a number: ${measure.column.name}`);
	if (wanted.aggregate !== null && wanted.aggregate !== measure.how)
		throw notValid(
			mark === 'dot' || mark === 'box'
				? `a ${mark} shows each value: aggregate does not go with it`
				: `there is no number to take the ${wanted.aggregate} of`
		);
	checkStacks(mark, measure, colour);
	if (mark === 'box') checkBox(x, measure, colour);
}

function checkStacks(mark: ChartMark, measure: Measured, colour: ChartColumn | null): void {
	if ((mark === 'bar' || mark === 'area') && colour !== null && !addsUp(measure))
		throw notValid(
			`colours of a ${mark} are stacked, and what is stacked must add up: ${measure.how}; a line per colour does not`
		);
}

function checkBox(x: ChartColumn | null, measure: Measured, colour: ChartColumn | null): void {
	if (measure.column === null) throw notValid('a box has no number to be of');
	if (colour !== null) throw notValid(`a box has no colours: ${colour.name}`);
	if (x !== null && !isName(x) && x.distinct > 40)
		throw notValid(`a box stands for a name or one of few values, and x has more: ${x.name}`);
}

const markWords: Record<ChartMark, string> = {
	bar: 'bars',
	line: 'a line',
	area: 'an area',
	dot: 'dots',
	histogram: 'a histogram',
	'heat-map': 'a heat map',
	box: 'boxes'
};

function chosenOf(plan: Omit<Plan, 'chosen'>, wanted: Wanted): string[] {
	const { mark, x, y, measure, colour } = plan;
	const heat = mark === 'heat-map';
	const measured = heat ? wanted.colour : mark === 'dot' ? '' : wanted.y;
	const parts = [
		wanted.mark === null ? markWords[mark] : null,
		wanted.x === null && x !== null ? `${x.name} along` : null,
		wanted.y === null && y !== null ? `${y.name} upwards` : null,
		measured === null && wanted.aggregate !== 'count' && mark !== 'histogram'
			? measuredWords(measure)
			: null,
		!heat && wanted.colour === null && colour !== null ? `colours by ${colour.name}` : null
	].filter((part) => part !== null);
	return parts;
}

function measuredWords({ column }: Measured): string {
	return column === null ? 'rows are counted' : `${column.name} is measured`;
}

/** What is measured, as an axis says it. @param several whether several rows share a place */
export function measureName({ how, column }: Measured, several: boolean): string {
	if (column === null) return 'rows';
	return several || how !== 'sum' ? `${how} of ${column.name}` : column.name;
}

/** The unit of what is measured; null where rows are counted, or nothing says it. */
export function measureUnit({ column }: Measured): string | null {
	return column === null ? null : unitOf(column.name);
}
