import {
	column,
	columns,
	notValid,
	required,
	sqlSpec,
	stepAttributes,
	valuesOf
} from '../attributes.ts';
import type { Block, CellKind, ShapedRows, Suggestion } from '../cell.ts';
import type { SankeySpec } from './sankey-spec.ts';

const FEWEST = 2;
const MOST = 4;

const attributes = {
	columns: required(
		columns(
			'two to four columns from whose values to whose values the rows go, separated by commas'
		),
		'"src_ip,dst_port"'
	),
	weight: column(
		'column of numbers by which bands are as wide as they are: weight, or how many rows there are'
	),
	...stepAttributes
};

/** How rows divide over the values of one column after another. */
export default {
	name: 'sankey',
	title: 'Sankey',
	meaning:
		'draws how its rows go from the values of one column to those of the next, over two to four columns, in bands as wide as they weigh; cells below may read the rows by its id',
	attributes,
	draft: { language: 'sql', body: 'SELECT src_ip, dst_port FROM sessions' },
	read,
	ask: ({ sql }) => sql,
	lists: { atOnce: true, pictures }
} satisfies CellKind<SankeySpec>;

function read(block: Block): SankeySpec {
	const { columns: named, weight, ...common } = valuesOf(attributes, block);
	const many = named.length;
	if (many < FEWEST || many > MOST)
		throw notValid(`columns are two to four, and these are ${many}: ${named.join(', ')}`);
	const twice = named.find((name, i) => named.indexOf(name) !== i);
	if (twice !== undefined) throw notValid(`columns name one twice: ${twice}`);
	return { ...sqlSpec(block, common), columns: named, weight };
}

/** The columns whose values come again and again say most of how rows divide. */
function pictures({ rows, columns }: ShapedRows): Suggestion[] {
	const telling = columns
		.filter(
			({ name, names, distinct }) => names && distinct > 1 && distinct < rows && !name.includes(',')
		)
		.sort((a, b) => b.distinct - a.distinct)
		.slice(-3)
		.map(({ name }) => name);
	if (telling.length < FEWEST) return [];
	return [
		{
			title: `a sankey of ${telling.join(', ')}`,
			attributes: { columns: telling.join(',') },
			fit: 0.58
		}
	];
}
