import { existsSync } from 'node:fs';
import process from 'node:process';
import { run } from './install.mjs';
import { ensureBuilt } from './stale.mjs';

/** Where the built page lies. */
export const page = 'dist/page';

/** The command line, built for Node. */
export const commandLine = 'dist/cli/main.js';

/** What both are built from. */
const sources = [
	'src',
	'cells',
	'datasets',
	'public',
	'bin/lean-module.mjs',
	'index.html',
	'vite.config.ts',
	'svelte.config.js',
	'tsconfig.json',
	'package.json',
	'package-lock.json'
];

function vite(...args) {
	return run('npx', ['--no-install', 'vite', 'build', ...args]) === 0;
}

/** Builds the page where what it is made of has changed since; true where a page is there afterwards. */
export function buildPage() {
	if (!existsSync('index.html')) {
		process.stderr.write('nothing to build: there is no index.html\n');
		return false;
	}
	return ensureBuilt(page, sources, () => {
		process.stderr.write('building the page\n');
		return vite('--logLevel', 'warn');
	});
}

/** Builds the command line likewise. */
export function buildCommandLine() {
	return ensureBuilt(commandLine, sources, () =>
		vite('--ssr', 'src/cli/main.ts', '--outDir', 'dist/cli', '--logLevel', 'error')
	);
}
