import { isoOf } from '#lib/time.ts';

/** A moment with its zone in front of all that a record says, or behind the name of a time in JSON. */
const leading =
	/^(?:\{\s*"(?:@?timestamp|ts|time|_time)"\s*:\s*"?)?(?:(\d{10})(?:\.(\d{1,9}))?|(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d))(?=[\s,;|"}])/;

/** The moment that a record begins with, ISO 8601 UTC; null where it does not begin with one that is written whole. */
export function leadingTime(text: string): string | null {
	const found = leading.exec(text);
	if (found === null) return null;
	const [, epoch, part, wall, wallPart, zone] = found;
	const millis = epoch === undefined ? Date.parse(wall! + zoneOf(zone!)) : Number(epoch) * 1000;
	if (Number.isNaN(millis)) return null;
	const micros = (part ?? wallPart ?? '').slice(0, 6).padEnd(6, '0');
	return isoOf(BigInt(millis) * 1000n + BigInt(micros));
}

function zoneOf(zone: string): string {
	return zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}
