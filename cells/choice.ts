import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { ValueChoosing } from '#ui/table/value-choosing.ts';
import type { Choice, ChoicePart, PickedChoice } from './shown.ts';

/** Choices are the same where they have one key. */
export function choiceKey(choice: Choice): string {
	const parts = choice.map(({ column, wanted }) =>
		'is' in wanted
			? [column.name, typeof wanted.is, String(wanted.is)]
			: [column.name, String(wanted.from), String(wanted.to), wanted.open]
	);
	return JSON.stringify(parts);
}

/** The value of a column as the text that it is drawn by; null for its absence. */
export function namedPart(name: string, value: string | null): ChoicePart {
	return { column: { name, type: 'text' }, wanted: { is: value } };
}

/** Whether a choice is among those. */
export function isChosen(choice: Choice | null, chosen: readonly Choice[] = []): boolean {
	if (choice === null || chosen.length === 0) return false;
	const key = choiceKey(choice);
	return chosen.some((each) => choiceKey(each) === key);
}

/** How the values of a table are chosen. @param chosen the choices that were made in it */
export function valueChoosing(
	pick: (picked: PickedChoice) => (() => void) | null,
	chosen: readonly Choice[] = []
): ValueChoosing {
	return {
		choose: (column, value, adds) => pick({ choice: [{ column, wanted: { is: value } }], adds }),
		has: (columns, row, at) =>
			chosen.some(
				(choice) =>
					choice.some(({ column }) => column.name === columns[at]?.name) &&
					choice.every((part) => isMet(part, columns, row))
			)
	};
}

function isMet(
	{ column, wanted }: ChoicePart,
	columns: readonly ResultColumn[],
	row: readonly Value[]
): boolean {
	const value = row[columns.findIndex(({ name }) => name === column.name)] ?? null;
	return 'is' in wanted && value === wanted.is;
}
