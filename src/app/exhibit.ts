import type { Incident, IncidentSource } from '#datasets/incidents/incident.ts';
import type { SourceOrigin } from '#engine/store/load.ts';
import { Failure } from '#lib/failure.ts';
import { defaultSettings, type ImportSettings } from '#intake/record/import-settings.ts';
import { fetchSource } from './incident-urls.ts';
import type { KeptSource } from './services/storage.ts';

/** A file on its way into the notebook, and what is known of it beforehand. */
export interface Exhibit {
	key: string;
	name: string;
	/** Null where only its rows were kept since an earlier visit. */
	file: File | null;
	settings: ImportSettings;
	origin: SourceOrigin;
	title: string | null;
	/** Whether it is the analyst's own and is to be there again after a reload. */
	own: boolean;
}

export function ownExhibit(file: File, as: string | null): Exhibit {
	return {
		key: crypto.randomUUID(),
		name: file.name,
		file,
		settings: { ...defaultSettings, as },
		origin: null,
		title: null,
		own: true
	};
}

/** @throws `input not readable` where the file is not at hand */
export function fileOf({ file, name }: Exhibit): File {
	if (file !== null) return file;
	const reason = 'only its rows were kept, and the file is needed for that: drop it again';
	throw new Failure('input not readable', reason, { place: name });
}

export function keptExhibit(kept: KeptSource): Exhibit {
	const options = kept.modified === null ? {} : { lastModified: kept.modified };
	return {
		key: kept.key,
		name: kept.name,
		file: kept.blob === null ? null : new File([kept.blob], kept.name, options),
		settings: { ...kept.settings, native: false },
		origin: null,
		title: null,
		own: true
	};
}

/** The sources of an incident, fetched from the page's own origin. */
export async function incidentExhibits(incident: Incident): Promise<Exhibit[]> {
	return Promise.all(incident.sources.map((source) => incidentExhibit(incident, source)));
}

async function incidentExhibit(incident: Incident, source: IncidentSource): Promise<Exhibit> {
	const file = await fetchSource(incident, source.file);
	return {
		key: `${incident.name}/${source.file}`,
		name: file.name,
		file,
		settings: { ...defaultSettings, ...source.settings },
		origin: source.origin,
		title: source.title,
		own: false
	};
}
