import process from 'node:process';
import { chromium } from 'playwright-core';
import { ensureBrowser } from '../browser.mjs';
import { buildPage, page as root } from '../build.mjs';
import { policyOf } from '../policy.mjs';
import { serve } from '../serve.mjs';

/** A browser and the built page, served; exits where either cannot be had. */
export async function openPage() {
	const executablePath = ensureBrowser();
	if (executablePath === null || !buildPage()) process.exit(1);
	const server = await serve({ root, policy: policyOf(root) });
	const browser = await chromium.launch({
		executablePath,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
	});
	const close = async () => {
		await browser.close();
		await server.close();
	};
	return { browser, url: server.url, close };
}
