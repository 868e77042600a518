import { column, sqlSpec, stepAttributes, valuesOf } from '../attributes.ts';
import type { Block, CellKind, ShapedRows, Suggestion } from '../cell.ts';
import type { NetworkSpec } from './network-spec.ts';

const attributes = {
	source: column('column that says who began: source or src_ip where it names none'),
	target: column('column that says who was addressed: target or dst_ip where it names none'),
	weight: column(
		'column of numbers by which links are as thick as they are: weight, or how many rows there are'
	),
	...stepAttributes
};

/** Who talked to whom, as a net of links, or as a matrix where they are many. */
export default {
	name: 'network',
	title: 'Network',
	meaning:
		'draws who talked to whom in its rows: a net of up to 500 ends with the direction and weight of each link, beyond them a matrix of those with the most; cells below may read the rows by its id',
	attributes,
	draft: {
		language: 'sql',
		body: 'SELECT src_ip, dst_ip FROM sessions'
	},
	read,
	ask: ({ sql }) => sql,
	lists: { atOnce: true, pictures }
} satisfies CellKind<NetworkSpec>;

function read(block: Block): NetworkSpec {
	const { source, target, weight, ...common } = valuesOf(attributes, block);
	return { ...sqlSpec(block, common), named: { source, target, weight } };
}

/** Ends that it knows by their names without being told. */
const ends = [
	['source', 'target'],
	['src_ip', 'dst_ip']
] as const;

function pictures({ rows, columns }: ShapedRows): Suggestion[] {
	const has = (name: string) => columns.some((column) => column.name === name);
	const known = ends.find((pair) => pair.every(has));
	if (rows < 2 || known === undefined) return [];
	return [{ title: `a network of ${known.join(' and ')}`, attributes: {}, fit: 0.8 }];
}
