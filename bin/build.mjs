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
import { join } from 'node:path';
import process from 'node:process';
import { run } from './install.mjs';

/** Where the built page lies. */
export const page = 'dist/page';

/** What the page is built from. */
const sources = [
	'src',
	'cells',
	'datasets',
	'public',
	'index.html',
	'vite.config.ts',
	'svelte.config.js',
	'tsconfig.json',
	'package.json',
	'package-lock.json'
];
const stamp = 'dist/page.stamp';

function filesUnder(path) {
	if (!existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesUnder(join(path, name)));
}

function hashOfSources() {
	const hash = createHash('sha256');
	for (const path of sources.flatMap(filesUnder)) {
		const bytes = readFileSync(path);
		hash.update(`${path} ${bytes.length}\n`).update(bytes);
	}
	return hash.digest('hex');
}

function isBuilt(hash) {
	if (!existsSync(join(page, 'index.html')) || !existsSync(stamp)) return false;
	return readFileSync(stamp, 'utf8') === hash;
}

/** Builds the page where what it is made of has changed since; true where a page is there afterwards. */
export function buildPage() {
	if (!existsSync('index.html')) {
		process.stderr.write('nothing to build: there is no index.html\n');
		return false;
	}
	const hash = hashOfSources();
	if (isBuilt(hash)) return true;
	process.stderr.write('building the page\n');
	// A build that fails halfway must not pass for one that is done.
	rmSync(stamp, { force: true });
	if (run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn']) !== 0) return false;
	mkdirSync('dist', { recursive: true });
	writeFileSync(stamp, hash);
	return true;
}
