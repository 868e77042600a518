import { svelte } from '@sveltejs/vite-plugin-svelte';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { leanDuckdbModule } from '../../lean-module.mjs';
import { cacheFolder } from '../generate/index.mjs';

/** The folder of a page of our own with what is measured and no more, built anew: it is as the sources are. */
export async function ownPage() {
	const outDir = join(`${cacheFolder()}-own`, 'out');
	process.stderr.write('building the page of what is measured\n');
	await build({
		root: resolve('bin/bench/own'),
		configFile: false,
		logLevel: 'error',
		base: './',
		plugins: [svelte({ configFile: resolve('svelte.config.js') }), leanDuckdbModule()],
		worker: { format: 'es', plugins: () => [leanDuckdbModule()] },
		build: { target: 'esnext', outDir, emptyOutDir: true, assetsInlineLimit: 0 }
	});
	return outDir;
}
