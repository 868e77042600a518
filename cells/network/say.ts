import { countText, numberText } from '#lib/format-number.ts';
import { nameText } from '#ui/drawings/shortened.ts';
import { weightName, weightText } from '../weight.ts';
import type { NetworkItem } from './items.ts';
import type { DrawnNetwork, NetworkEnd, Weighed } from './network.ts';

/** An end as it is read. */
export function endText({ name, values }: Pick<NetworkEnd, 'name' | 'values'>): string {
	return name === null ? `others (${numberText(values)})` : nameText(name);
}

/** Everything that is known of what is pointed at, in one sentence. */
export function itemText({ is, index }: NetworkItem, network: DrawnNetwork): string {
	const { ends, links, columns } = network;
	const weighed = ({ weight, rows }: Weighed) => weightText(columns.weight, weight, rows);
	if (is === 'link') {
		const { source, target, ...link } = links[index]!;
		return `${endText(ends[source]!)} to ${endText(ends[target]!)}: ${weighed(link)}`;
	}
	const end = ends[index]!;
	const part = (what: Weighed, none: string, some: string, others: number) =>
		what.rows === 0 ? none : `${some} ${countText(others, 'other')}: ${weighed(what)}`;
	const sent = part(end.out, 'sent nothing', 'sent to', end.to);
	return `${endText(end)} · ${sent} · ${part(end.in, 'got nothing', 'got from', end.from)}`;
}

/** What has to be known beside the picture, a sentence each. */
export function notesOf(network: DrawnNetwork): string[] {
	const { as, rows, ends, links, allEnds, allLinks, columns } = network;
	const { chosen, endless, weightless, beyond } = network;
	const notes: string[] = [];
	if (chosen.length > 0) notes.push(`Chosen by the names of the columns: ${chosen.join(', ')}.`);
	const most = weightName(columns.weight);
	if (as === 'matrix')
		notes.push(
			`The ${ends.filter(({ name }) => name !== null).length} of ${numberText(allEnds)} ends with most ${most} have a row or column each; the rest is counted in “others”. Ink goes by the logarithm.`
		);
	if (beyond > 0)
		notes.push(
			`${numberText(links.length)} of ${countText(allLinks, 'link')} are drawn, those with most ${most}; the others have ${countText(beyond, 'row')}${ends.length < allEnds ? `, and ${countText(allEnds - ends.length, 'end')} in them alone` : ''}.`
		);
	if (rows > 5000) notes.push(`${countText(rows, 'row')} are added up in SQL.`);
	if (endless > 0)
		notes.push(
			`${countText(endless, 'row')} without a value of ${columns.source.name} or ${columns.target.name} ${endless === 1 ? 'is' : 'are'} not drawn.`
		);
	if (weightless > 0)
		notes.push(
			`${countText(weightless, 'row')} with no ${columns.weight!.name}, or one below zero, ${weightless === 1 ? 'is' : 'are'} not drawn.`
		);
	return notes;
}

/** What a picture shows, in one sentence for who does not see it. */
export function pictureText({ as, columns, ends, links }: DrawnNetwork): string {
	const kind = as === 'net' ? 'network' : 'matrix';
	return `${kind} from ${columns.source.name} to ${columns.target.name} by ${weightName(columns.weight)}: ${countText(ends.length, 'end')}, ${countText(links.length, 'link')}`;
}
