import type { RowObject } from '#tables/row-objects.ts';
import { rangeOf, type AddressRange } from '#lib/address-range.ts';
import { readNetwork } from '#lib/cidr.ts';
import type { Flow } from '../policy-answers.ts';

const ways = {
	input: ['prerouting', 'input'],
	forward: ['prerouting', 'forward', 'postrouting'],
	output: ['output', 'postrouting']
};

/** What `policy_action` says of rows of one device whose name is its only address, without a database. */
export function answerOf(rows: readonly RowObject[], flow: Flow, own: string): string {
	const way = flow.src === own ? 'output' : flow.dst === own ? 'input' : 'forward';
	const first = new Map<number, RowObject>();
	for (const row of rows) {
		if (!ways[way].includes(row.hook as string) || !fits(row, flow)) continue;
		const known = first.get(row.stage as number);
		if (known === undefined || (row.position as number) < (known.position as number))
			first.set(row.stage as number, row);
	}
	const stages = [...first].sort(([a], [b]) => a - b).map(([, row]) => row.action as string);
	if (stages.length === 0) return 'unknown';
	return stages.find((action) => action !== 'allow') ?? 'allow';
}

function fits(row: RowObject, { src, dst, proto, port }: Flow): boolean {
	const family = src.includes(':') ? 'ip6' : 'ip';
	if (row.family !== 'both' && row.family !== family) return false;
	if (row.proto !== undefined && row.proto !== proto) return false;
	if (
		row.port_from !== undefined &&
		!(Number(row.port_from) <= port && port <= Number(row.port_to))
	)
		return false;
	return holds(row.src as string, src) && holds(row.dst as string, dst);
}

function holds(cidr: string, address: string): boolean {
	if (cidr === 'any') return true;
	const [range, host] = [rangeIn(cidr), rangeIn(address)];
	return range.isV6 === host.isV6 && range.first <= host.first && host.first <= range.last;
}

const ranges = new Map<string, AddressRange>();

function rangeIn(text: string): AddressRange {
	const known = ranges.get(text) ?? rangeOf(readNetwork(text)!);
	ranges.set(text, known);
	return known;
}
