// Draws every kind of cell from its samples, as the page would, and takes its pictures for eyes.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { ensureBrowser } from './browser.mjs';
import { installPackages } from './install.mjs';
import { policyOf } from './policy.mjs';
import { serve } from './serve.mjs';

const top = join(import.meta.dirname, '..');
const root = join(top, 'dist/gallery');
const page = 'test/gallery/index.html';
const pictures = join(top, 'artifacts/gallery');

/** Builds the gallery and serves it under the policy of the page. */
export async function serveGallery() {
	await build({
		configFile: join(top, 'vite.config.ts'),
		root: top,
		logLevel: 'error',
		build: { outDir: root, emptyOutDir: true, rollupOptions: { input: join(top, page) } }
	});
	const served = await serve({ root, policy: policyOf(join(root, dirname(page))) });
	return { address: served.url + page, close: () => served.close() };
}

async function takePictures(view, theme) {
	await view.emulateMedia({ colorScheme: theme });
	for (const kind of await view.locator('[data-kind]').all()) {
		const name = await kind.getAttribute('data-kind');
		await kind.screenshot({ path: join(pictures, `${name}-${theme}.png`) });
	}
}

async function draw() {
	mkdirSync(pictures, { recursive: true });
	const served = await serveGallery();
	const executablePath = ensureBrowser() ?? undefined;
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	const view = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	await view.goto(served.address);
	await view.locator('html[data-drawn]').waitFor({ timeout: 120_000 });
	for (const theme of ['light', 'dark']) await takePictures(view, theme);
	await browser.close();
	await served.close();
}

if (process.argv[1] === import.meta.filename) {
	process.chdir(top);
	installPackages();
	await draw();
	process.stdout.write('pictures of every kind of cell: artifacts/gallery\n');
}
