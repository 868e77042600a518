/** An entry of a menu. */
export interface MenuItem {
	name: string;
	title: string;
	/** More of the title for ears, where eyes have it beside the menu. */
	of?: string;
	/** A sentence under the title that says more of it. */
	help?: string;
	/** What stands at the end of the line, as a count; null where it is not known. */
	note?: string | null;
	/** True for what leads to nothing, and may be chosen all the same. */
	faint?: boolean;
	/** True for what only says something, and for what finds nothing to do. */
	disabled?: boolean;
	/** Set for what is on or off; such an entry leaves the menu open. */
	checked?: boolean;
	act: () => void;
}
