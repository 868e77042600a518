/** What the page itself can do, beside what the workbench can. */
export interface PageActions {
	/** Goes to a part of the page by its name. */
	show(view: string): void;
	/** Shows a lane by its place and puts the focus on its first step. */
	showPath(index: number): void;
	open(name: 'keys' | 'palette'): void;
	/** Goes to the list of alerts, to find words or, for null, what will be typed. */
	find(words?: string | null): void;
	/** Says something that was done, or how to. */
	say(text: string): void;
	choose(accept?: string): Promise<void>;
	share(way: 'file' | 'link' | 'text'): Promise<void>;
	pick(alertId: string): void;
	/** Shows the steps of the alert at hand, and puts the focus on one; on none where none is named. */
	showSteps(cell?: string): void;
}
