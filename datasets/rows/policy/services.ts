import { portOfService } from '#lib/services.ts';

/** The port of that number or name; null where it is neither. */
export function portOf(text: string): number | null {
	const named = portOfService(text);
	if (named !== null) return named;
	return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
}
