import { sqlSpec, stepAttributes, valuesOf } from '../attributes.ts';
import type { CellKind, SqlSpec } from '../cell.ts';

/** Rows about the current alert that are read where they stand, and not behind a door. */
export default {
	name: 'table',
	title: 'Table',
	meaning:
		'shows rows about the current alert where it stands; cells below may read them by its id',
	attributes: stepAttributes,
	draft: {
		language: 'sql',
		body: 'SELECT src_ip, count(*) AS sessions\nFROM sessions\nGROUP BY src_ip\nORDER BY sessions DESC'
	},
	read: (block) => sqlSpec(block, valuesOf(stepAttributes, block)),
	ask: ({ sql }) => sql,
	lists: { atOnce: true }
} satisfies CellKind<SqlSpec>;
