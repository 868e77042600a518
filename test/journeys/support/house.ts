import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type CDPSession } from 'playwright-core';
import { ensureBrowser } from '../../../bin/browser.mjs';
import { policyOf } from '../../../bin/policy.mjs';
import { serve } from '../../../bin/serve.mjs';
import { flags } from './flags.ts';

const root = join(import.meta.dirname, '../../../dist/page');

let opened: Promise<House> | null = null;

/**
 * The browser that all journeys of one process share, and the page it is shown. Every visitor has an origin of
 * their own, so that nothing that one of them left is there for the next. To compile the database takes a browser
 * longer than most journeys do the rest, and it has compiled code once for all pages of a process: so all origins are of one
 * site, one site is one process, and a page in it holds the compiled module as long as journeys run.
 */
export class House {
	readonly browser: Browser;
	/** Nothing of it is ever written to a disk, as in a private window. */
	readonly context: BrowserContext;
	readonly #devtools: CDPSession;
	readonly #port: number;
	#visitors = 0;

	private constructor(context: BrowserContext, devtools: CDPSession, port: number) {
		this.browser = context.browser()!;
		this.context = context;
		this.#devtools = devtools;
		this.#port = port;
	}

	/** Opened by the first who asks; the browser ends with the process. */
	static ofThisProcess(): Promise<House> {
		return (opened ??= House.#open());
	}

	static async #open(): Promise<House> {
		const executablePath = ensureBrowser() ?? undefined;
		const args = [...flags, '--process-per-site'];
		const browser = await chromium.launch({ executablePath, args });
		const { port } = await serve({ root, policy: policyOf(root) });
		const context = await browser.newContext();
		const keeper = await context.newPage();
		await keeper.goto(address('keeper', port) + 'assets/' + assetNamed('.css'));
		await keeper.evaluate(async (module) => {
			const compiled = await WebAssembly.compileStreaming(fetch(module));
			Object.assign(globalThis, { compiled });
		}, assetNamed('.wasm'));
		return new House(context, await context.newCDPSession(keeper), port);
	}

	/** The page under an origin that nobody had before. */
	newAddress(): string {
		return address(`visitor-${++this.#visitors}`, this.#port);
	}

	/** Removes all that the browser keeps of an origin. */
	async forget(url: string): Promise<void> {
		const { origin } = new URL(url);
		await this.#devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
	}
}

/** Names under `localhost` are this machine, and are as good as https to a browser. */
function address(name: string, port: number): string {
	return `http://${name}.lookdeeper.localhost:${port}/`;
}

function assetNamed(ending: string): string {
	return readdirSync(join(root, 'assets')).find((name) => name.endsWith(ending))!;
}
