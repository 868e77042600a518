import type { ZoneState } from './workbench.ts';

export const STAYS_UTC = 'Checks and SQL stay in UTC.';

/** The same at length: what the choice of a zone does not reach. */
export const ALWAYS_UTC =
	'SQL and the sentences of checks stay in UTC, and so does all that is saved.';

/** What was done, once another zone was asked for. */
export function zoneSaid({ shown, machine }: ZoneState): string {
	if (machine.isUtc) return 'Times stay in UTC: this machine is in no other zone.';
	return `Times are now shown in ${shown.name}.`;
}

/** What a command or key would do next; null where the machine is in UTC and there is no choice. */
export function otherZone({ shown, machine }: ZoneState): string | null {
	if (machine.isUtc) return null;
	return `Show times in ${shown.isUtc ? machine.name : 'UTC'}`;
}
