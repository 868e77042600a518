import { namedPart } from '../choice.ts';
import type { Choice } from '../shown.ts';
import type { NetworkItem } from './items.ts';
import type { DrawnNetwork } from './network.ts';

/** The rows that an item stands for, any of these: of an end those that it sent and got. None of the others. */
export function choicesOf({ is, index }: NetworkItem, network: DrawnNetwork): Choice[] {
	const { ends, links, columns } = network;
	const from = (name: string) => namedPart(columns.source.name, name);
	const to = (name: string) => namedPart(columns.target.name, name);
	if (is === 'end') {
		const { name, out, in: into } = ends[index]!;
		if (name === null) return [];
		return [...(out.rows > 0 ? [[from(name)]] : []), ...(into.rows > 0 ? [[to(name)]] : [])];
	}
	const { source, target } = links[index]!;
	const [first, last] = [ends[source]!.name, ends[target]!.name];
	return first === null || last === null ? [] : [[from(first), to(last)]];
}
