import { commonSpec, needsAttribute, pathAttribute, withinAttribute } from '../attributes.ts';
import type { CellKind } from '../cell.ts';

/** Rows about the current alert, of any shape; checks below may read them by the cell's id. */
export default {
	name: 'query',
	title: 'Query',
	meaning: 'lists rows about the current alert; cells below may read them by its id',
	role: 'rows',
	attributes: [pathAttribute, needsAttribute, withinAttribute],
	outcomes: null,
	fill: commonSpec
} satisfies CellKind;
