/** The places of the page, in the order of the rail. */
export const views = [
	{ name: 'investigation', title: 'Investigation' },
	{ name: 'data', title: 'Data' },
	{ name: 'recipe', title: 'Recipe' },
	{ name: 'alerts', title: 'Alerts' },
	{ name: 'deeper', title: 'Deeper' },
	{ name: 'trusts', title: 'Trusts' }
] as const;

export type ViewName = (typeof views)[number]['name'];
