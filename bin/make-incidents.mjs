// Writes the manifests and the sources of the teaching incidents. The stories are written by hand.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildIncidents } from './incidents/incidents.mjs';

const root = new URL('../datasets/incidents/', import.meta.url).pathname;

for (const { manifest, files } of buildIncidents()) {
	const folder = join(root, manifest.name);
	const path = join(folder, 'incident.json');
	rmSync(join(folder, 'sources'), { recursive: true, force: true });
	mkdirSync(join(folder, 'sources'), { recursive: true });
	for (const [file, bytes] of files) writeFileSync(join(folder, file), bytes);
	const style = { ...(await resolveConfig(path)), filepath: path };
	writeFileSync(path, await format(JSON.stringify(manifest), style));
}
