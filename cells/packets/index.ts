import { sqlSpec, stepAttributes, valuesOf } from '../attributes.ts';
import type { CellKind, SqlSpec } from '../cell.ts';

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
	lists: { atOnce: true }
} satisfies CellKind<SqlSpec>;
