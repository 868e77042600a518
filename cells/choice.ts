import type { Choice } from './shown.ts';

/** Choices are the same where they have one key. */
export function choiceKey(choice: Choice): string {
	const parts = choice.map(({ column, wanted }) =>
		'is' in wanted
			? [column.name, typeof wanted.is, String(wanted.is)]
			: [column.name, String(wanted.from), String(wanted.to), wanted.open]
	);
	return JSON.stringify(parts);
}

/** Whether a choice is among those. */
export function isChosen(choice: Choice | null, chosen: readonly Choice[] = []): boolean {
	if (choice === null || chosen.length === 0) return false;
	const key = choiceKey(choice);
	return chosen.some((each) => choiceKey(each) === key);
}
