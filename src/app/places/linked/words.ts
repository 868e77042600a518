import type { Choice, ChoicePart } from '#cells/shown.ts';
import { exactText, spanText } from '#lib/format-time.ts';
import { utc, type Zone } from '#lib/zone.ts';
import type { Value } from '#tables/value.ts';
import type { Clause } from '../../services/selection.ts';

/** RowChoices that are told one by one. */
const MOST = 4;

/** What was chosen, in words. */
export function clauseWords({ choices }: Clause, zone: Zone = utc): string {
	const [first] = choices;
	const isOfOne = choices.every(
		(choice) => choice.length === 1 && nameOf(choice) === nameOf(first!)
	);
	const told = choices.slice(0, MOST);
	const more = choices.length > MOST ? ` or ${choices.length - MOST} more` : '';
	if (!isOfOne) return told.map((choice) => choiceWords(choice, zone)).join(', or ') + more;
	return `${nameOf(first!)} ${told.map((choice) => wantedWords(choice[0]!, zone)).join(' or ')}${more}`;
}

function nameOf(choice: Choice): string {
	return choice[0]?.column.name ?? '';
}

function choiceWords(choice: Choice, zone: Zone): string {
	return choice.map((part) => `${part.column.name} ${wantedWords(part, zone)}`).join(' and ');
}

function wantedWords({ wanted, column: { type } }: ChoicePart, zone: Zone): string {
	if ('is' in wanted)
		return wanted.is === null ? 'is absent' : `is ${valueWords(wanted.is, type, zone)}`;
	const { from, to, open } = wanted;
	if (typeof from === 'bigint' && typeof to === 'bigint' && type === 'timestamp')
		return `from ${spanText(from, to, zone)}${open ? ', its end left out' : ''}`;
	const ends = [
		from === null ? null : `from ${valueWords(from, type, zone)}`,
		to === null ? null : `${open ? 'below' : 'to'} ${valueWords(to, type, zone)}`
	];
	return ends.filter((end) => end !== null).join(' ') || 'is there';
}

function valueWords(value: NonNullable<Value>, type: string, zone: Zone): string {
	return typeof value === 'bigint' && type === 'timestamp' ? exactText(value, zone) : String(value);
}
