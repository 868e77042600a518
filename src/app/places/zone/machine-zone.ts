import { presentName } from '#lib/zone-names.ts';
import { utc, Zone } from '#lib/zone.ts';

/**
 * The zone that a browser names, under its name of today where the browser knows that too. UTC for a zone
 * that it has no clock for: some name `Etc/Unknown`.
 */
export function machineZone(name: string): Zone {
	const zone = zoneOf(presentName(name)) ?? zoneOf(name) ?? utc;
	return zone.isUtc ? utc : zone;
}

function zoneOf(name: string): Zone | null {
	try {
		return new Zone(name);
	} catch {
		return null;
	}
}
