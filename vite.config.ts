import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';
import { leanDuckdbModule } from './bin/lean-module.mjs';

/** Only our own origin may be reached; WebAssembly may be compiled, nothing else may become code. */
const policy = [
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"worker-src 'self'",
	"connect-src 'self'",
	"style-src 'self' 'unsafe-inline'",
	"img-src 'self' data: blob:",
	"base-uri 'none'",
	"form-action 'none'"
].join('; ');

const contentSecurityPolicy: Plugin = {
	name: 'content-security-policy',
	apply: 'build',
	transformIndexHtml: () => [
		{
			tag: 'meta',
			attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
			injectTo: 'head-prepend'
		}
	]
};

export default defineConfig({
	base: './',
	plugins: [svelte(), contentSecurityPolicy, leanDuckdbModule()],
	worker: { format: 'es', plugins: () => [leanDuckdbModule()] },
	// An inlined asset would be a data: address, which the policy does not let the page fetch.
	build: {
		target: 'es2023',
		outDir: 'dist/page',
		chunkSizeWarningLimit: 1500,
		assetsInlineLimit: 0
	},
	preview: { port: 4173, host: '127.0.0.1' },
	server: { host: '127.0.0.1' },
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					setupFiles: ['test/support/bring-parsers.ts'],
					// Promises of formats read a sample many times; a busy machine must not break them.
					testTimeout: 30_000,
					// A fresh process for each of a hundred files would load all formats again for each.
					// Spies and settings end with their file all the same; mocks of modules would not.
					isolate: false,
					maxWorkers: '100%',
					include: ['{src,cells,datasets,test}/**/*.test.ts'],
					exclude: [
						...configDefaults.exclude,
						'**/*.svelte.test.ts',
						'test/journeys/**',
						'test/corpus/**'
					]
				}
			},
			{
				extends: true,
				resolve: { conditions: ['browser'] },
				test: {
					name: 'component',
					setupFiles: ['test/support/bring-parsers.ts', 'test/support/one-window.ts'],
					environment: 'happy-dom',
					// What bars the way of anyone is looked for in a whole page; a busy machine takes seconds for that.
					testTimeout: 30_000,
					hookTimeout: 30_000,
					// The window and the modules of the page are made once for all files of a worker.
					isolate: false,
					maxWorkers: '100%',
					include: ['{src,cells,test}/**/*.svelte.test.ts']
				}
			},
			{
				extends: true,
				test: {
					name: 'journeys',
					setupFiles: ['test/support/bring-parsers.ts'],
					include: ['test/journeys/**/*.test.ts'],
					testTimeout: 180_000,
					hookTimeout: 180_000,
					// All files of a worker share one browser. A third works while two wait for their pages.
					isolate: false,
					maxWorkers: 3
				}
			},
			{
				extends: true,
				test: {
					name: 'corpus',
					setupFiles: ['test/support/bring-parsers.ts'],
					isolate: false,
					maxWorkers: '100%',
					include: ['test/corpus/**/*.test.ts'],
					testTimeout: 60_000
				}
			}
		]
	}
});
