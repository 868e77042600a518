/**
 * Sguil's categories of an incident and its two words for what becomes of an alert, by the keys that Sguil has
 * for them. They are the analyst's own word beside the verdicts: nothing but a person gives one.
 */
export const categories = [
	{ name: 'I', key: 'F1', meaning: 'unauthorized root or administrator access' },
	{ name: 'II', key: 'F2', meaning: 'unauthorized user access' },
	{ name: 'III', key: 'F3', meaning: 'attempted unauthorized access' },
	{ name: 'IV', key: 'F4', meaning: 'successful denial of service' },
	{ name: 'V', key: 'F5', meaning: 'poor security practice or policy violation' },
	{ name: 'VI', key: 'F6', meaning: 'reconnaissance, probes or scans' },
	{ name: 'VII', key: 'F7', meaning: 'virus infection' },
	{ name: 'no action', key: 'F8', meaning: 'no further action needed' },
	{ name: 'escalated', key: 'F9', meaning: 'escalated' }
] as const;

/** As it is kept, and as a table shows it. */
export type CategoryName = (typeof categories)[number]['name'];

/** `VI: reconnaissance, probes or scans`, or the words alone of those that have no number. */
export function categoryText(name: CategoryName): string {
	return isNumbered(name) ? `${name}: ${meaningOf(name)}` : meaningOf(name);
}

/**
 * What is said where `subject` (`The alert`) has got a category, or has none any more; `again` where it had
 * that before.
 */
export function categorySentence(
	subject: string,
	name: CategoryName | null,
	again: boolean
): string {
	const once = again ? ' again' : '';
	if (name === null) return `${subject} has no category${once}.`;
	if (name === 'no action') return `${subject} needs no further action${once}.`;
	if (name === 'escalated') return `${subject} is escalated${once}.`;
	return `${subject} is in category ${name}${once}: ${meaningOf(name)}.`;
}

function isNumbered(name: CategoryName): boolean {
	return name !== 'no action' && name !== 'escalated';
}

function meaningOf(name: CategoryName): string {
	return categories.find((each) => each.name === name)!.meaning;
}
