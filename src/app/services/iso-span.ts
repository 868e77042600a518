import { spanText, stampText } from '#lib/format-time.ts';
import { microsOfIso } from '#lib/time.ts';
import type { Zone } from '#lib/zone.ts';

/** From one ISO 8601 moment in UTC to another, as a zone's clocks have them, to the second. */
export function isoSpan(first: string | null, last: string | null, zone: Zone): string {
	const [from, to] = [first, last].map((iso) => (iso === null ? null : microsOfIso(iso)));
	if (from == null || to == null) return 'no row has a time';
	const start = stampText(from, zone);
	return start === stampText(to, zone) ? start : spanText(from, to, zone);
}
