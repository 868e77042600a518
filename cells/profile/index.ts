import { columns, sqlSpec, stepAttributes, valuesOf } from '../attributes.ts';
import type { Block, CellKind, SqlSpec } from '../cell.ts';

const attributes = {
	columns: columns('columns to look at, separated by commas: all where it names none'),
	...stepAttributes
};

/** Rows of which each column is looked at. */
export interface ProfileSpec extends SqlSpec {
	/** Empty for all. */
	columns: readonly string[];
}

/** What stands in the columns of a relation, before anybody asks it a question. */
export default {
	name: 'profile',
	title: 'Profile',
	meaning:
		'shows of every column of its rows the type, the nulls, the different and most common values and how they spread; cells below may read the rows by its id',
	attributes,
	draft: { language: 'sql', body: 'SELECT * FROM sessions' },
	read,
	ask: ({ sql }) => sql,
	lists: {
		atOnce: true,
		pictures: ({ rows }) =>
			rows === 0 ? [] : [{ title: 'a profile of its columns', attributes: {}, fit: 0.3 }]
	}
} satisfies CellKind<ProfileSpec>;

function read(block: Block): ProfileSpec {
	const { columns: named, ...common } = valuesOf(attributes, block);
	return { ...sqlSpec(block, common), columns: named };
}
