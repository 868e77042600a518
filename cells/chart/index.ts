import { choice, column, sqlSpec, stepAttributes, text, valuesOf } from '../attributes.ts';
import type { Block, CellKind, ShapedRows, Suggestion } from '../cell.ts';
import { aggregates, marks, type ChartSpec } from './chart-spec.ts';

const attributes = {
	mark: choice('how it is drawn; by the types of the columns where nothing is said', {
		words: marks,
		absent: null,
		what: 'mark'
	}),
	x: column('column along the picture: times, numbers or names'),
	y: column('column that is measured; of dots and heat maps the one upwards'),
	colour: column(
		'column whose values have colours of their own; of a heat map the one that is measured'
	),
	facet: column('column for each of whose values there is a picture of its own'),
	aggregate: choice('what becomes of several rows at one place', {
		words: aggregates,
		absent: null,
		what: 'aggregate'
	}),
	unit: text('unit of what is measured'),
	...stepAttributes
};

/** Rows about the current alert, or about all data, as a picture. */
export default {
	name: 'chart',
	title: 'Chart',
	meaning:
		'draws rows where it stands: bars, lines, areas, dots, a histogram, a heat map or boxes; cells below may read them by its id',
	attributes,
	draft: {
		language: 'sql',
		body: 'SELECT src_ip, count(*) AS sessions\nFROM sessions\nGROUP BY src_ip'
	},
	read,
	ask: ({ sql }) => sql,
	lists: { atOnce: true, pictures }
} satisfies CellKind<ChartSpec>;

function read(block: Block): ChartSpec {
	const { mark, x, y, colour, facet, aggregate, unit, ...common } = valuesOf(attributes, block);
	const wanted = { mark, x, y, colour, facet, aggregate, unit };
	return { ...sqlSpec(block, common), wanted };
}

/** More different names make squares that nobody can tell apart. */
const MOST_SQUARES = 60;

function pictures({ rows, columns, areRecords }: ShapedRows): Suggestion[] {
	if (rows < 2) return [];
	const isMeasured = columns.some(({ type, names }) => type !== 'text' && !names);
	const chart = { title: 'a chart', attributes: {}, fit: isMeasured && !areRecords ? 0.9 : 0.6 };
	const [x, y] = columns.filter(
		({ names, distinct }) => names && distinct > 1 && distinct <= MOST_SQUARES
	);
	if (x === undefined || y === undefined) return [chart];
	const title = `a heat map of ${x.name} and ${y.name}`;
	return [chart, { title, attributes: { mark: 'heat-map', x: x.name, y: y.name }, fit: 0.5 }];
}
