import { countText } from '#lib/format-number.ts';
import { nameText } from '#ui/drawings/shortened.ts';
import { weightName, weightText } from '../weight.ts';
import type { SankeyItem } from './items.ts';
import type { Sankey, SankeyValue } from './sankey.ts';
import { MOST_COLOURS, MOST_VALUES } from './sankey-sql.ts';

/** A value as it is read: what has none is told so, and is no name of the data. */
export function valueText({ is, name, values }: SankeyValue): string {
	if (is === 'absent') return 'no value';
	return is === 'other' ? `other (${countText(values, 'value')})` : nameText(name!);
}

/** Everything that is known of what is pointed at, in one sentence. */
export function itemText({ is, index }: SankeyItem, { drawn, values, bands }: Sankey): string {
	const named = (at: number) =>
		`${drawn.columns[values[at]!.column]!.name} ${valueText(values[at]!)}`;
	if (is === 'value') {
		const { weight, rows } = values[index]!;
		return `${named(index)}: ${weightText(drawn.weight, weight, rows)}`;
	}
	const { from, to, origin, weight, rows } = bands[index]!;
	const first = origin === null || origin === from ? '' : `${named(origin)} · `;
	return `${first}${named(from)} to ${named(to)}: ${weightText(drawn.weight, weight, rows)}`;
}

/** What has to be known beside the picture, a sentence each. */
export function notesOf({ drawn, rows, weightless, values, bands, coloured }: Sankey): string[] {
	const notes: string[] = [];
	const most = weightName(drawn.weight);
	drawn.columns.forEach(({ name }, column) => {
		const other = values.find((value) => value.column === column && value.is === 'other');
		if (other !== undefined)
			notes.push(
				`${MOST_VALUES} of ${countText(other.values + MOST_VALUES, 'value')} of ${name} have a place each, those with most ${most}; the others have ${countText(other.rows, 'row')}.`
			);
	});
	const first = values.filter(({ column, is }) => column === 0 && is === 'named').length;
	if (coloured && first > MOST_COLOURS)
		notes.push(
			`Colours follow the ${MOST_COLOURS} values of ${drawn.columns[0]!.name} with most ${most}; all others have one.`
		);
	if (!coloured) notes.push(`There are too many bands to tell where each comes from.`);
	if (rows > 5000)
		notes.push(
			`${countText(rows, 'row')} are added up in SQL: ${countText(bands.length, 'band')} drawn.`
		);
	if (weightless > 0)
		notes.push(
			`${countText(weightless, 'row')} with no ${drawn.weight!.name}, or one below zero, ${weightless === 1 ? 'is' : 'are'} not drawn.`
		);
	return notes;
}

/** What a picture shows, in one sentence for who does not see it. */
export function pictureText({ drawn, values, bands }: Sankey): string {
	const names = drawn.columns.map(({ name }) => name).join(' to ');
	return `sankey of ${weightName(drawn.weight)} from ${names}: ${countText(values.length, 'value')}, ${countText(bands.length, 'band')}`;
}
