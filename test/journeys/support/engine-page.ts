import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { ensureBrowser } from '../../../bin/browser.mjs';
import { policyOf } from '../../../bin/policy.mjs';
import { serve, type Served } from '../../../bin/serve.mjs';
import type { AskEngine, Told } from '../engine-page/main.ts';
import { flags } from './flags.ts';

const top = join(import.meta.dirname, '../../..');
const root = join(top, 'dist/engine-page');

/** The database of the page in a real browser, without the page. */
export class EnginePage {
	readonly #browser: Browser;
	readonly #served: Served;
	readonly #page: Page;

	private constructor(browser: Browser, served: Served, page: Page) {
		this.#browser = browser;
		this.#served = served;
		this.#page = page;
	}

	static async open(): Promise<EnginePage> {
		await build({
			configFile: join(top, 'vite.config.ts'),
			root: join(top, 'test/journeys/engine-page'),
			logLevel: 'warn',
			build: { outDir: root, emptyOutDir: true }
		});
		const served = await serve({ root, policy: policyOf(root) });
		const executablePath = ensureBrowser() ?? undefined;
		const browser = await chromium.launch({ executablePath, args: flags });
		const page = await browser.newPage();
		await page.goto(served.url);
		await page.waitForFunction(() => 'ask' in globalThis);
		return new EnginePage(browser, served, page);
	}

	ask(sql: string, brief = false): Promise<Told> {
		return this.#page.evaluate(
			([text, inOneGo]) =>
				(globalThis as unknown as { ask: AskEngine }).ask(text, { brief: inOneGo }),
			[sql, brief] as const
		);
	}

	async close(): Promise<void> {
		await this.#browser.close();
		await this.#served.close();
	}
}
