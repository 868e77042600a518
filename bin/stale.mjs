import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files below a path, with size and time of change: what a build depends on, without reading it. */
function* filesBelow(path) {
	const facts = statSync(path);
	if (!facts.isDirectory()) yield `${path} ${facts.size} ${facts.mtimeMs}`;
	else for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
}

/** Runs `build` where one of `inputs` has changed since it last ran, as a stamp beside the output says. */
export async function ifStale(stamp, inputs, build) {
	const hash = createHash('sha256');
	for (const input of inputs)
		if (existsSync(input)) for (const line of filesBelow(input)) hash.update(line);
	const state = hash.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
	await build();
	mkdirSync(dirname(stamp), { recursive: true });
	writeFileSync(stamp, state);
}
