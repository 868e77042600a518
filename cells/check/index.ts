import { oneAnswer } from '../answer.ts';
import { dataType, names, reason, sqlSpec, stepAttributes, text, valuesOf } from '../attributes.ts';
import type { Block, CellKind, SqlSpec } from '../cell.ts';

const attributes = {
	...stepAttributes,
	type: dataType,
	trust: names('claims that its clear leans on, separated by commas'),
	rows: text('the cell whose rows it rests on, where its own SQL does not show them'),
	open: reason('why a verdict may close the alert though this check is unknown or has no answer')
};

const outcomes = ['clear', 'concern', 'unknown'];

/**
 * Answers one question about the current alert in one row: `outcome` and `because`. Beside the event
 * tables it may read the cells above it by their ids.
 */
export default {
	name: 'check',
	title: 'Check',
	meaning: 'answers one question about the current alert: clear, concern or unknown, and why',
	attributes,
	read,
	ask: ({ sql }) => sql,
	answers: { outcomes, value: (rows) => oneAnswer(rows, { name: 'check', outcomes }) }
} satisfies CellKind<SqlSpec>;

function read(block: Block): SqlSpec {
	const { type, trust, rows, open, ...common } = valuesOf(attributes, block);
	return { ...sqlSpec(block, common), dataType: type, trusts: trust, rows, open };
}
