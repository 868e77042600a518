import { sqlSpec, stepAttributes, text, valuesOf } from '../attributes.ts';
import type { Block, CellKind } from '../cell.ts';
import type { NetworkSpec } from './network-spec.ts';

const attributes = {
	source: text('column that says who began: source or src_ip where it names none'),
	target: text('column that says who was addressed: target or dst_ip where it names none'),
	weight: text(
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
	lists: { atOnce: true }
} satisfies CellKind<NetworkSpec>;

function read(block: Block): NetworkSpec {
	const { source, target, weight, ...common } = valuesOf(attributes, block);
	return { ...sqlSpec(block, common), named: { source, target, weight } };
}
