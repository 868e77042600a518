import type { Component } from 'svelte';

/**
 * Where in the page a component of a place stands: `main` in the middle of it while the place is the one that is
 * open, `rail` under its title there, `foot` at the foot of the rail, `alert` beside the alert at hand, `steps` under
 * its steps, `over` before all else, as a dialog or a drawer does.
 */
export type Slot = 'main' | 'rail' | 'foot' | 'alert' | 'steps' | 'over';

/** A component of a place, with the state that it is given. */
export interface PlacePart {
	/** That of the place. */
	name: string;
	Part: Component<{ state: object }>;
	state: object;
}
