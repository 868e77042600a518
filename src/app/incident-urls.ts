import type { Incident } from '#datasets/incidents/incident.ts';
import { Failure } from '#lib/failure.ts';

/** Where the page's own origin serves the sources of the incidents. */
const urls = import.meta.glob<string>('../../datasets/incidents/*/sources/*', {
	eager: true,
	query: '?url',
	import: 'default'
});

/** Fetches a source of an incident as a file. @throws `input not readable` */
export async function fetchSource(incident: Incident, file: string): Promise<File> {
	const url = urls[`../../datasets/incidents/${incident.name}/${file}`];
	if (url === undefined) throw new Failure('defect', `no such source: ${incident.name}/${file}`);
	const response = await fetch(url);
	if (!response.ok)
		throw new Failure('input not readable', `the page's server answered ${response.status}`, {
			place: file
		});
	return new File([await response.blob()], file.slice(file.lastIndexOf('/') + 1));
}
