import type { EventTableName } from '#tables/event-tables.ts';

/**
 * Minutes of silence that are believed of a log of each kind: between two of its records, and by half before
 * its first and behind its last. A detector, a host or a web server may have nothing to say for a while; a
 * sensor that sees every packet of a line does not. Null where a table stands and has no silences.
 */
export const silenceMinutes: Readonly<Record<EventTableName, number | null>> = {
	alerts: 15,
	sessions: 5,
	firewall: 5,
	web: 15,
	dns: 5,
	tls: 10,
	files: 15,
	host: 15,
	packets: 1,
	assets: null,
	policy: null,
	accepted_risks: null,
	intel: null
};
