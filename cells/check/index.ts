import {
	commonSpec,
	dataTypeAttribute,
	needsAttribute,
	pathAttribute,
	reasonOf,
	withinAttribute
} from '../attributes.ts';
import type { Block, CellKind, CellSpec } from '../cell.ts';

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
		},
		{
			name: 'open',
			meaning: 'why a verdict may close the alert though this check is unknown or has no answer',
			required: false
		},
		{
			name: 'moment',
			meaning: 'why it need only see the moment of the alert though its SQL reads more of time',
			required: false
		}
	],
	outcomes: ['clear', 'concern', 'unknown'],
	fill
} satisfies CellKind;

function fill(block: Block): CellSpec {
	const spec = commonSpec(block);
	const moment = reasonOf(block, 'moment');
	const within = moment === null ? spec.within : 'moment';
	return { ...spec, within, moment, open: reasonOf(block, 'open') };
}
