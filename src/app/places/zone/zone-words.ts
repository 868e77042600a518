import type { Zone } from '#lib/zone.ts';

export type ZoneChoice = 'utc' | 'machine';

/** In which zone times are shown. SQL, recipes, sentences and whatever is kept stay in UTC. */
interface Zones {
	readonly shown: Zone;
	readonly machine: Zone;
}

export const STAYS_UTC = 'Checks and SQL stay in UTC.';

/** The same at length: what the choice of a zone does not reach. */
export const ALWAYS_UTC =
	'SQL and the sentences of checks stay in UTC, and so does all that is saved.';

/** What was done, once another zone was asked for. */
export function zoneSaid({ shown, machine }: Zones): string {
	if (machine.isUtc) return 'Times stay in UTC: this machine is in no other zone.';
	return `Times are now shown in ${shown.name}.`;
}

/** What a command or key would do next; null where the machine is in UTC and there is no choice. */
export function otherZone({ shown, machine }: Zones): string | null {
	if (machine.isUtc) return null;
	return `Show times in ${shown.isUtc ? machine.name : 'UTC'}`;
}
