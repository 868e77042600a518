import { oneAnswer } from '../answer.ts';
import {
	dataType,
	names,
	naming,
	reason,
	sqlSpec,
	stepAttributes,
	text,
	valuesOf
} from '../attributes.ts';
import type { Block, CellKind, SqlSpec } from '../cell.ts';

const attributes = {
	...stepAttributes,
	type: dataType,
	trust: naming('claim', names('claims that its clear leans on, separated by commas')),
	rows: naming(
		'cell',
		text('the cell whose rows it rests on, where its own SQL does not show them')
	),
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
	draft: {
		language: 'sql',
		body: `SELECT CASE WHEN count(*) > 0 THEN 'concern' ELSE 'clear' END AS outcome,
       counted(count(*), 'session') || ' of this source within an hour' AS because
FROM sessions
WHERE src_ip = alert.src_ip
  AND ts BETWEEN alert.ts - INTERVAL 1 HOUR AND alert.ts + INTERVAL 1 HOUR`
	},
	read,
	ask: ({ sql }) => sql,
	answers: { outcomes, value: (rows) => oneAnswer(rows, { name: 'check', outcomes }) }
} satisfies CellKind<SqlSpec>;

function read(block: Block): SqlSpec {
	const { type, trust, rows, open, ...common } = valuesOf(attributes, block);
	return { ...sqlSpec(block, common), dataType: type, trusts: trust, rows, open };
}
