import type { OpenPlace } from '../open-places.ts';

/** What stands in the rail. */
export interface RailEntry {
	name: string;
	title: string;
}

/** Parts of the page that are not places yet, in the order of the rail. */
const views: readonly RailEntry[] = [
	{ name: 'investigation', title: 'Investigation' },
	{ name: 'data', title: 'Data' },
	{ name: 'recipe', title: 'Recipe' },
	{ name: 'alerts', title: 'Alerts' },
	{ name: 'trusts', title: 'Trusts' }
];

/** Everything that can be gone to, in the order of the rail. */
export function railEntries(places: readonly OpenPlace[]): RailEntry[] {
	const titled = places.flatMap(({ place: { name, title } }) =>
		title === null ? [] : [{ name, title }]
	);
	return [...views, ...titled];
}
