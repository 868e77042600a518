import { settledYears, type YearPlan } from '#lib/settled-years.ts';
import { Zone } from '#lib/zone.ts';
import type { Opened } from '../bytes/source.ts';
import type { Account } from './account.ts';
import type { ImportSettings } from './import-settings.ts';

/** The years that a source has to be read with once more; null where those that it was read with can stand. */
export function yearsOf(
	{ source, settings }: { source: Pick<Opened, 'latest'>; settings: ImportSettings },
	{ yearCourse }: Account
): YearPlan | null {
	if (settings.year !== null) return null;
	return settledYears(yearCourse, { latest: source.latest, zone: new Zone(settings.zone) });
}
