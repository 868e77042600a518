import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { run } from '../../install.mjs';
import { cacheFolder } from '../generate/index.mjs';

/** Peers stand in no lock file of the project: they are installed for the bench alone, in these versions. */
const PEERS = { '@uwdata/vgplot': '0.32.0', '@duckdb/duckdb-wasm': '1.32.0' };
const OVERRIDES = { '@uwdata/flechette': '2.6.0', '@duckdb/duckdb-wasm': '1.32.0' };
const PAGES = 'bin/bench/peers';
const ENGINE = ['duckdb-eh.wasm', 'duckdb-browser-eh.worker.js'];

/** The folder of pages with nothing but peers in them, built once for their text and versions and kept. */
export async function peerPages() {
	const root = join(`${cacheFolder()}-peers`, keyOf());
	if (existsSync(join(root, 'out'))) return join(root, 'out');
	process.stderr.write('installing and building what it is measured against\n');
	const made = `${root}-made`;
	rmSync(made, { recursive: true, force: true });
	mkdirSync(join(made, 'public'), { recursive: true });
	cpSync(PAGES, made, { recursive: true });
	const manifest = { private: true, type: 'module', dependencies: PEERS, overrides: OVERRIDES };
	writeFileSync(join(made, 'package.json'), JSON.stringify(manifest));
	const options = ['--no-audit', '--no-fund', '--loglevel=error'];
	const code = run('npm', ['install', ...options], { cwd: made, stdio: ['ignore', 2, 2] });
	if (code !== 0) throw new Error('what it is measured against could not be installed');
	for (const name of ENGINE)
		cpSync(join(made, 'node_modules/@duckdb/duckdb-wasm/dist', name), join(made, 'public', name));
	await build({
		root: resolve(made),
		configFile: false,
		logLevel: 'error',
		build: {
			target: 'esnext',
			outDir: 'out',
			rolldownOptions: { input: ['one.html', 'brush.html'].map((name) => resolve(made, name)) }
		}
	});
	renameSync(made, root);
	return join(root, 'out');
}

function keyOf() {
	const hash = createHash('sha256').update(JSON.stringify([PEERS, OVERRIDES]));
	for (const name of readdirSync(PAGES)) hash.update(readFileSync(join(PAGES, name)));
	return hash.digest('hex').slice(0, 16);
}
