/** What the page itself can do, beside what its places can. */
export interface PageActions {
	/** Goes to a place by its name. */
	show(place: string): void;
	open(name: 'keys' | 'palette'): void;
}
