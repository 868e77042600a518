import { isDigit } from '#lib/bytes.ts';
import { CutLine } from './cut.ts';

/** What a field may be; Snort 3 writes some of them in one: `src_ap`, `dst_ap`, `rule`. */
export const fieldNames = [
	'timestamp', 'sig_generator', 'sig_id', 'sig_rev', 'msg', 'proto', 'src', 'srcport', 'dst', 'dstport',
	'ethsrc', 'ethdst', 'ethlen', 'tcpflags', 'tcpseq', 'tcpack', 'tcpln', 'tcpwindow', 'ttl', 'tos', 'id',
	'dgmlen', 'iplen', 'icmptype', 'icmpcode', 'icmpid', 'icmpseq', 'classification', 'priority', 'action',
	'disposition', 'pkt_num', 'pkt_gen', 'pkt_len', 'dir', 'src_ap', 'dst_ap', 'rule'
] as const; // prettier-ignore

export type FieldName = (typeof fieldNames)[number];

/** Index of each field in a line; the fields in their order are kept beside it. */
export interface Order {
	readonly names: readonly string[];
	readonly at: Readonly<Partial<Record<FieldName, number>>>;
}

/** Other names of the same fields: those of Snort 3, and of pfSense. */
const synonyms: Readonly<Record<string, FieldName>> = {
	generator_id: 'sig_generator',
	gid: 'sig_generator',
	sid: 'sig_id',
	rev: 'sig_rev',
	src_addr: 'src',
	src_port: 'srcport',
	dst_addr: 'dst',
	dst_port: 'dstport',
	icmp_type: 'icmptype',
	icmp_code: 'icmpcode',
	class: 'classification'
};

const common = fieldNames.slice(0, 10);
const pfsense: readonly FieldName[] = [...common, 'id', 'classification', 'priority'];

/** The orders that are written without a header, by how many fields they have. */
const orders = new Map<number, Order>(
	[
		fieldNames.slice(0, 27),
		pfsense,
		[...pfsense, 'action', 'disposition'] as const,
		['timestamp', 'pkt_num', 'proto', 'pkt_gen', 'pkt_len', 'dir', 'src_ap', 'dst_ap', 'rule', 'action'] as const
	].map((names) => [names.length, orderOf(names)])
); // prettier-ignore

/** How many fields the orders have, for a message. */
export const widths = [...orders.keys()].join(', ');

/** The order of a line of so many fields; null where no order has as many. */
export function orderOfWidth(width: number): Order | null {
	return orders.get(width) ?? null;
}

/** The order that a header gives. */
export function orderOf(names: readonly string[]): Order {
	const at: Partial<Record<FieldName, number>> = {};
	names.forEach((written, index) => {
		const plain = written.trim().toLowerCase();
		const name = synonyms[plain] ?? fieldNames.find((candidate) => candidate === plain);
		if (name !== undefined) at[name] ??= index;
	});
	return { names, at };
}

/** Whether a line names a time and a rule as Snort does, and a part of the packet. */
export function isHeader(line: string): boolean {
	if (!/^"?timestamp"?\s*,/.test(line)) return false;
	const { at } = orderOf(line.split(',').map((name) => name.trim().replace(/^"|"$/g, '')));
	const rule = at.rule ?? at.sig_id;
	return rule !== undefined && (at.proto ?? at.src ?? at.src_ap) !== undefined;
}

const scratch = new CutLine();

/** Whether a line begins with a time as Snort writes it, and has as many fields as an order that fits. */
export function looksLikeAlert(bytes: Uint8Array, start: number, end: number): boolean {
	if (!beginsWithTime(bytes, start, end)) return false;
	scratch.cut(bytes, start, end);
	const order = orderOfWidth(scratch.count);
	if (order === null) return false;
	const { rule, sig_id: sid } = order.at;
	if (rule !== undefined) return /^\d+:\d+:\d+$/.test(scratch.text(bytes, rule));
	return sid !== undefined && /^\d+$/.test(scratch.text(bytes, sid));
}

/** `MM/DD-HH:` or `MM/DD/YY-HH:`. */
function beginsWithTime(bytes: Uint8Array, start: number, end: number): boolean {
	if (end - start < 9 || !isDigit(bytes[start]) || !isDigit(bytes[start + 3])) return false;
	if (bytes[start + 2] !== 47) return false;
	const dash = bytes[start + 5] === 47 ? start + 8 : start + 5;
	return bytes[dash] === 45 && isDigit(bytes[dash + 1]) && bytes[dash + 3] === 58;
}
