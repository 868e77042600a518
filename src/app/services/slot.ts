import type { Component } from 'svelte';

/**
 * Where in the page a component of a place stands: `main` in the middle of it while the place is the one that is
 * open, `head` above all titles in the rail, `rail` under its title there, `foot` at the foot of the rail, `alert` beside the alert at hand, `steps` under
 * its steps, `over` before all else, as a dialog or a drawer does. `time` and `selection` stand above those places in the
 * middle that say so. In the middle stand in the place of all else
 * `first`, while the place says that it `isFirst`, and `empty`, while the one that is open lacks sources to show.
 */
export type Slot =
	| 'main'
	| 'head'
	| 'rail'
	| 'foot'
	| 'alert'
	| 'steps'
	| 'over'
	| 'time'
	| 'selection'
	| 'first'
	| 'empty';

/** A component of a place, with the state that it is given. */
export interface PlacePart {
	/** That of the place. */
	name: string;
	Part: Component<{ state: object }>;
	state: object;
}
