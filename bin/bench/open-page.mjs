import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { ensureBrowser } from '../browser.mjs';
import { buildPage, page as root } from '../build.mjs';
import { policyOf } from '../policy.mjs';
import { serve } from '../serve.mjs';
import { formerPage } from './former.mjs';

const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/**
 * A browser and the built page, served, and beside it the page of the commit `against`, if any: its `former` is null
 * otherwise. Exits where one of them cannot be had.
 */
export async function openPage(against) {
	const executablePath = ensureBrowser();
	if (executablePath === null) process.exit(1);
	const before = against === undefined ? null : formerPage(against);
	if (!buildPage()) process.exit(1);
	const server = await served(root);
	const former = before === null ? null : await served(before.root);
	const browser = await chromium.launch({ executablePath, args });
	const close = async () => {
		await browser.close();
		await Promise.all([server.close(), former?.close()]);
	};
	const known = former === null ? null : { commit: before.commit, url: former.url };
	return { browser, url: server.url, former: known, close };
}

function served(folder) {
	return serve({ root: folder, policy: policyOf(folder) });
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
