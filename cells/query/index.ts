import { sqlSpec, stepAttributes, valuesOf } from '../attributes.ts';
import type { CellKind, SqlSpec } from '../cell.ts';

/** Rows about the current alert, of any shape; checks below may read them by the cell's id. */
export default {
	name: 'query',
	title: 'Query',
	meaning: 'lists rows about the current alert; cells below may read them by its id',
	attributes: stepAttributes,
	draft: { language: 'sql', body: 'SELECT *\nFROM sessions\nORDER BY ts' },
	read: (block) => sqlSpec(block, valuesOf(stepAttributes, block)),
	ask: ({ sql }) => sql,
	lists: { atOnce: false }
} satisfies CellKind<SqlSpec>;
