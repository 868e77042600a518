import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Incident } from '#datasets/incidents/incident.ts';
import { Failure } from '#lib/failure.ts';

/** The folder that holds the incidents' files: that of the checkout which this program was built in. */
function incidentsFolder(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!readdirSync(folder).includes('package.json')) {
		if (folder === dirname(folder))
			throw new Failure('input not readable', 'the incidents are not beside this program');
		folder = dirname(folder);
	}
	return join(folder, 'datasets/incidents');
}

/** Path of a source of an incident. */
export function incidentFile(incident: Incident, file: string): string {
	return join(incidentsFolder(), incident.name, file);
}
