import { sqlSpec, stepAttributes, valuesOf } from '../attributes.ts';
import type { CellKind, ShapedRows, SqlSpec, Suggestion } from '../cell.ts';

/** Packets, of which one is taken apart beside the list. */
export default {
	name: 'packets',
	title: 'Packets',
	meaning:
		'lists packets and takes the chosen one apart: its layers, its bytes, and the stream that it is of; cells below may read them by its id',
	attributes: stepAttributes,
	draft: {
		language: 'sql',
		body: 'SELECT ts, src_ip, src_port, dst_ip, dst_port, proto, length, info, * EXCLUDE (ts, src_ip, src_port, dst_ip, dst_port, proto, length, info)\nFROM packets\nORDER BY ts, record'
	},
	read: (block) => sqlSpec(block, valuesOf(stepAttributes, block)),
	ask: ({ sql }) => sql,
	lists: { atOnce: true, pictures }
} satisfies CellKind<SqlSpec>;

/** Records with what a packet alone has. */
function pictures({ columns, areRecords }: ShapedRows): Suggestion[] {
	const has = (name: string) => columns.some((column) => column.name === name);
	if (!areRecords || !has('length') || !has('info')) return [];
	return [{ title: 'packets, taken apart', attributes: {}, fit: 1 }];
}
