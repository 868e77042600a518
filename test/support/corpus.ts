import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real logs of other projects, beside the checkout; not part of it. */
export const corpusFolder = join(import.meta.dirname, '../../../shared/data');

/**
 * Why a suite cannot run here, said once on the terminal; null where it can. `paths` are within the corpus,
 * `tools` are commands.
 */
export function missing(paths: string[], tools: string[] = []): string | null {
	const path = paths.map((name) => join(corpusFolder, name)).find((name) => !existsSync(name));
	const tool = tools.find((name) => spawnSync(name, ['--version']).error !== undefined);
	const reason = path ? `there is no ${path}` : tool ? `${tool} is not installed` : null;
	if (reason !== null) console.warn(`not run: ${reason}`);
	return reason;
}

/** A file of the corpus. @param path within it */
export function corpusBytes(path: string): Uint8Array<ArrayBuffer> {
	return new Uint8Array(readFileSync(join(corpusFolder, path)));
}

/** Paths of the files of a folder whose names `fits` accepts; none where the folder is not there. */
export function filesIn(folder: string, fits: (name: string) => boolean): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter(fits)
		.sort()
		.map((name) => join(folder, name));
}
