import type { ColumnRow } from './column-row.ts';

/** Who saw what a row tells, in every table that sensors write. */
export const sensorRow = [
	'sensor', 'text', 'name', 'name of the sensor', { here: 'sensor sensorname probe observer' }
] as const satisfies ColumnRow; // prettier-ignore
