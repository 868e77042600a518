import { getContext, setContext } from 'svelte';
import { utc, type Zone } from '#lib/zone.ts';

/** The zone in which times are shown; reading it is reactive. */
export interface ShownZone {
	readonly current: Zone;
}

const key = Symbol('the zone in which times are shown');

/** To be called while a component is set up: all that it holds shows times in what `zone` gives. */
export function showTimesIn(zone: () => Zone): void {
	const shown: ShownZone = {
		get current() {
			return zone();
		}
	};
	setContext(key, shown);
}

/** To be called while a component is set up. UTC where nothing above it says otherwise. */
export function shownZone(): ShownZone {
	return getContext<ShownZone | undefined>(key) ?? { current: utc };
}
