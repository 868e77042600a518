import {
	commonSpec,
	dataTypeAttribute,
	needsAttribute,
	pathAttribute,
	withinAttribute
} from '../attributes.ts';
import type { CellKind } from '../cell.ts';

/**
 * Answers one question about the current alert in one row: `outcome` and `because`. Beside the event
 * tables it may read the cells above it by their ids.
 */
export default {
	name: 'check',
	title: 'Check',
	meaning: 'answers one question about the current alert: clear, concern or unknown, and why',
	role: 'answer',
	attributes: [
		pathAttribute,
		needsAttribute,
		withinAttribute,
		dataTypeAttribute,
		{
			name: 'trust',
			meaning: 'claims that its clear leans on, separated by commas',
			required: false
		},
		{
			name: 'rows',
			meaning: 'the cell whose rows it rests on, where its own SQL does not show them',
			required: false
		}
	],
	outcomes: ['clear', 'concern', 'unknown'],
	fill: commonSpec
} satisfies CellKind;
