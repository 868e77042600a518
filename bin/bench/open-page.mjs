import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { ensureBrowser } from '../browser.mjs';
import { buildPage, page as root } from '../build.mjs';
import { policyOf } from '../policy.mjs';
import { serve } from '../serve.mjs';

const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** A browser and the built page, served; exits where either cannot be had. */
export async function openPage() {
	const executablePath = ensureBrowser();
	if (executablePath === null || !buildPage()) process.exit(1);
	const server = await serve({ root, policy: policyOf(root) });
	const browser = await chromium.launch({ executablePath, args });
	const close = async () => {
		await browser.close();
		await server.close();
	};
	return { browser, url: server.url, close };
}

/**
 * A browser with a profile on disk, as a person has: what a page keeps in a window without one stays in memory.
 * `folder` is that of the profile.
 */
export async function openProfile(options) {
	const folder = mkdtempSync(join(tmpdir(), 'lookdeeper-profile-'));
	const executablePath = ensureBrowser();
	const context = await chromium.launchPersistentContext(folder, {
		executablePath,
		args,
		...options
	});
	const close = async () => {
		await context.close();
		rmSync(folder, { recursive: true, force: true });
	};
	return { context, folder, close };
}
