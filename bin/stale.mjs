import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';

function filesUnder(path) {
	if (!existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesUnder(join(path, name)));
}

function hashOf(paths) {
	const hash = createHash('sha256');
	for (const path of paths.flatMap(filesUnder)) {
		const bytes = readFileSync(path);
		hash.update(`${path} ${bytes.length}\n`).update(bytes);
	}
	return hash.digest('hex');
}

/**
 * Brings `output` up to date: calls `build` where it is missing or where the content of `sources` has
 * changed since, and remembers what it was built from beside it. False where the build says that it failed.
 */
export function ensureBuilt(output, sources, build) {
	const stamp = `${output}.stamp`;
	const hash = hashOf(sources);
	if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true;
	// A build that fails halfway must not pass for one that is done.
	rmSync(stamp, { force: true });
	if (!build()) return false;
	mkdirSync(dirname(stamp), { recursive: true });
	writeFileSync(stamp, hash);
	return true;
}
