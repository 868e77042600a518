import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	chromium,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page
} from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { ensureBrowser } from '../../../bin/browser.mjs';
import { policyOf } from '../../../bin/policy.mjs';
import { serve, type Served } from '../../../bin/serve.mjs';

const root = join(import.meta.dirname, '../../../dist/page');
const pictures = join(import.meta.dirname, '../../../artifacts/journeys');

/** Headless, and without whatever a browser asks of its maker on its own account. */
export const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** How long the page may take to a result on a busy machine, in milliseconds. */
export const PATIENCE = 60_000;

/** The same for what is asked again and again. */
export const patient = { timeout: PATIENCE };

export const wide = { width: 1440, height: 900 };
export const narrow = { width: 390, height: 844 };

/** A file as a person would drop it. */
export interface Dropped {
	name: string;
	text: string | Uint8Array;
	/** NUL bytes behind the text, which make a file large without the need to send it to the browser. */
	padding?: number;
}

let browser: Browser;
let served: Served;

/** A browser and the built page for the tests of one file. */
export function useBrowser(): void {
	beforeAll(async () => {
		const executablePath = ensureBrowser() ?? undefined;
		browser = await chromium.launch({ executablePath, args: flags });
		served = await serve({ root, policy: policyOf(root) });
		mkdirSync(pictures, { recursive: true });
	});
	afterAll(async () => {
		await browser.close();
		await served.close();
	});
}

/** A person with the page before them; what must never happen is noted all along. */
export class Visit {
	readonly page: Page;
	readonly context: BrowserContext;
	/** Requests to another origin, errors on the console, exceptions. */
	readonly offences: string[] = [];

	private constructor(context: BrowserContext, page: Page) {
		this.context = context;
		this.page = page;
		this.#watch(page);
	}

	/** A visitor who was never here: a profile with nothing in it. */
	static async fresh(options: BrowserContextOptions = {}): Promise<Visit> {
		const context = await browser.newContext({ viewport: wide, ...options });
		context.setDefaultTimeout(PATIENCE);
		return new Visit(context, await context.newPage());
	}

	/** A visitor whose profile is kept in a folder, as a browser does outside of private windows. */
	static async withProfile(folder: string): Promise<Visit> {
		const executablePath = ensureBrowser() ?? undefined;
		const options = { executablePath, args: flags, viewport: wide };
		const context = await chromium.launchPersistentContext(folder, options);
		context.setDefaultTimeout(PATIENCE);
		return new Visit(context, await context.newPage());
	}

	/** The same visitor in another tab. */
	async another(): Promise<Visit> {
		return new Visit(this.context, await this.context.newPage());
	}

	async open(query = ''): Promise<void> {
		await this.page.goto(served.url + query);
	}

	/** Waits until the recipe has run to its end. */
	async settled(): Promise<void> {
		await this.page.locator('[data-run="done"]').first().waitFor({ state: 'attached' });
	}

	/** The verdicts once both are final, by path; both lanes must be in sight. */
	async verdicts(): Promise<Record<string, string | null>> {
		await this.settled();
		const paths = ['triage', 'deep-dive'];
		const verdicts = await Promise.all(paths.map((path) => this.verdictOf(path)));
		return Object.fromEntries(paths.map((path, i) => [path, verdicts[i]!]));
	}

	async verdictOf(path: string): Promise<string | null> {
		const verdict = this.page.locator(`[data-path="${path}"] [data-verdict]`).first();
		await verdict.waitFor({ state: 'attached' });
		return verdict.getAttribute('data-verdict');
	}

	/** A check in a lane. */
	step(cell: string) {
		return this.page.locator(`[data-cell="${cell}"]`).first();
	}

	/** How often each check has run, by cell. */
	async runs(): Promise<Record<string, number>> {
		const steps = await this.page.locator('[data-cell][data-runs]').all();
		const pairs = steps.map(async (step) => [
			await step.getAttribute('data-cell'),
			Number(await step.getAttribute('data-runs'))
		]);
		return Object.fromEntries(await Promise.all(pairs));
	}

	/** Goes to a part of the page by its name in the rail. */
	async part(name: string): Promise<void> {
		await this.page.getByRole('navigation').getByRole('button', { name }).click();
	}

	/** Drops files onto the page as a person would. */
	async drop(files: Dropped[]): Promise<void> {
		const transfer = await this.page.evaluateHandle((given) => {
			const data = new DataTransfer();
			for (const { name, bytes, padding } of given)
				data.items.add(new File([Uint8Array.from(bytes), new Uint8Array(padding)], name));
			return data;
		}, files.map(plainFile));
		for (const type of ['dragenter', 'dragover', 'drop'])
			await this.page.dispatchEvent('body', type, { dataTransfer: transfer });
	}

	async picture(name: string): Promise<void> {
		await this.page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
	}

	async leave(): Promise<void> {
		await this.context.close();
	}

	#watch(page: Page): void {
		page.on('request', (request) => {
			if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(served.url))
				this.offences.push(`request to another origin: ${request.url()}`);
		});
		page.on('pageerror', (error) => this.offences.push(`exception: ${error.message}`));
		page.on('console', (message) => {
			if (message.type() === 'error') this.offences.push(`console: ${message.text()}`);
		});
	}
}

function plainFile({ name, text, padding = 0 }: Dropped) {
	const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
	return { name, bytes: [...bytes], padding };
}
