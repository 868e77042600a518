import type { OfferedName } from '#recipe/offered-names.ts';

/** The names of a list as it is written. */
export function namesIn(value: string | null): string[] {
	return (value ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

/** The list with a name added behind the others, or without it. */
export function toggled(value: string | null, name: string): string {
	const names = namesIn(value);
	const others = names.filter((other) => other !== name);
	return (others.length === names.length ? [...names, name] : others).join(',');
}

/** What stands in a list and is none of what may; it is shown, so that it can be taken out. */
export function withStrange(
	options: readonly OfferedName[],
	value: string | null
): readonly (OfferedName & { isKnown: boolean })[] {
	const strange = namesIn(value).filter((name) => !options.some((each) => each.value === name));
	return [
		...options.map((option) => ({ ...option, isKnown: true })),
		...strange.map((name) => ({ ...{ value: name, title: null }, isKnown: false }))
	];
}
