import type { Incident, IncidentSource } from '#datasets/incidents/incident.ts';
import { Failure } from '#lib/failure.ts';
import { defaultSettings } from '#intake/record/import-settings.ts';
import { fetchSource } from './incident-urls.ts';
import { waiting, type Source } from './services/source.ts';

/**
 * A file of the analyst's own.
 * @param as the format that it is to be read as; null where its content tells
 * @param workspace name of the case that it is added to
 */
export function ownSource(file: File, as: string | null, workspace: string): Source {
	return waiting({
		key: crypto.randomUUID(),
		name: file.name,
		file,
		settings: { ...defaultSettings, as },
		origin: null,
		title: null,
		workspace
	});
}

/** @throws `input not readable` where the file is not at hand */
export function fileOf({ file, name }: Source): File {
	if (file !== null) return file;
	const reason = 'only its rows were kept, and the file is needed for that: drop it again';
	throw new Failure('input not readable', reason, { place: name });
}

/** The sources of an incident, fetched from the page's own origin. */
export async function incidentSources(incident: Incident): Promise<Source[]> {
	return Promise.all(incident.sources.map((source) => fetched(incident, source)));
}

async function fetched(incident: Incident, source: IncidentSource): Promise<Source> {
	const file = await fetchSource(incident, source.file);
	return waiting({
		key: `${incident.name}/${source.file}`,
		name: file.name,
		file,
		settings: { ...defaultSettings, ...source.settings },
		origin: source.origin,
		title: source.title,
		workspace: null
	});
}
