import { mappingOf, type Mapping } from '#datasets/mapping/mapping.ts';
import type { Preview } from '#intake/reading/preview.ts';
import { Failure } from '#lib/failure.ts';
import type { Source } from './services/source.ts';
import type { Storage } from './services/storage.ts';

/** Says what the beginning of a source would be read as with a mapping. */
export type Look = (source: Source, mapping: Mapping | null) => Promise<Preview>;

/** Keeps a mapping for the next source with the same columns. */
export async function rememberMapping(
	storage: Storage,
	look: Look,
	source: Source,
	mapping: Mapping
): Promise<void> {
	await storage.keepSetting(nameFor(await look(source, null)), mapping);
}

/** The source with the mapping that was chosen for its columns before; as it is where there is none. */
export async function withKnownMapping(
	storage: Storage,
	look: Look,
	source: Source
): Promise<Source> {
	const shown = await seen(look, source);
	if (shown === null || !shown.mappable) return source;
	const mapping = await storage.setting(nameFor(shown), mappingOf);
	return mapping === null ? source : { ...source, settings: { ...source.settings, mapping } };
}

/** Null for what no format reads: the reading itself will say so. */
async function seen(look: Look, source: Source): Promise<Preview | null> {
	try {
		return await look(source, null);
	} catch (error) {
		if (error instanceof Failure) return null;
		throw error;
	}
}

function nameFor({ format, columns }: Preview): string {
	const names = columns.map(({ name }) => name).sort();
	return `mapping of ${format}: ${JSON.stringify(names)}`;
}
