import { column, sqlSpec, stepAttributes, valuesOf } from '../attributes.ts';
import type { Block, CellKind, ShapedRows, Suggestion } from '../cell.ts';
import type { TimelineSpec } from './timeline-spec.ts';

const attributes = {
	ts: column(
		'column that says when: the column ts where it names none, or the first that is a time'
	),
	end: column('column that says when it ended, or how many seconds it took'),
	lane: column('column for each of whose values there is a lane of its own'),
	label: column('column that says what it is, beside each mark'),
	...stepAttributes
};

/** Whatever has a time, of one table or of several, on one axis that can be zoomed. */
export default {
	name: 'timeline',
	title: 'Timeline',
	meaning:
		'draws rows with a time on one axis that can be zoomed: each by itself where they are few, else how many there are in each stretch; cells below may read them by its id',
	attributes,
	draft: {
		language: 'sql',
		body: `SELECT ts, 'sessions' AS lane, src_ip, dst_ip, dst_port FROM sessions
UNION ALL
SELECT ts, 'alerts', src_ip, dst_ip, dst_port FROM alerts`
	},
	read,
	ask: ({ sql }) => sql,
	lists: { atOnce: true, pictures }
} satisfies CellKind<TimelineSpec>;

function read(block: Block): TimelineSpec {
	const { ts, end, lane, label, ...common } = valuesOf(attributes, block);
	return { ...sqlSpec(block, common), named: { ts, end, lane, label } };
}

/** What has a time each, and is no sum of a stretch of time. */
function pictures({ rows, columns, areRecords }: ShapedRows): Suggestion[] {
	if (rows < 2 || !columns.some(({ type }) => type === 'timestamp')) return [];
	return [{ title: 'a timeline', attributes: {}, fit: areRecords ? 0.95 : 0.55 }];
}
