import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { beforeAll } from 'vitest';
import { ensureBrowser } from '../../../bin/browser.mjs';
import { House } from './house.ts';
import { flags } from './flags.ts';

const pictures = join(import.meta.dirname, '../../../artifacts/journeys');

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

/** What is special about a visitor; by default they have a wide window, and nothing else. */
export interface Manner {
	viewport?: { width: number; height: number };
	/** Lets scripts of the test into the page. */
	bypassCSP?: boolean;
	permissions?: string[];
	/** Zone of the machine, by its IANA name. */
	timezoneId?: string;
}

let house: House;

/** A browser and the built page for the tests of one file. */
export function useBrowser(): void {
	beforeAll(async () => {
		house = await House.ofThisProcess();
		mkdirSync(pictures, { recursive: true });
	});
}

/** A person with the page before them; what must never happen is noted all along. */
export class Visit {
	readonly page: Page;
	readonly context: BrowserContext;
	/** Requests to another origin, errors on the console, exceptions. */
	readonly offences: string[] = [];
	readonly #home: Home;

	private constructor(home: Home, page: Page) {
		this.#home = home;
		this.context = home.context;
		this.page = page;
		home.pages.push(page);
		this.#watch(page);
	}

	/** A visitor who was never here: an origin of their own, of which the browser keeps nothing. */
	static async fresh(manner: Manner = {}): Promise<Visit> {
		const { timezoneId, permissions = [] } = manner;
		// One process of the browser has one zone, so that another zone is another context, with processes of its own.
		const alone = timezoneId === undefined ? null : await house.browser.newContext({ timezoneId });
		const context = alone ?? house.context;
		const url = house.newAddress();
		await context.grantPermissions(permissions, { origin: new URL(url).origin });
		const leave = async () => (alone ? alone.close() : house.forget(url));
		return Visit.#at({ context, url, manner, leave, pages: [] });
	}

	/** A visitor whose profile is kept in a folder, as a browser does outside of private windows. */
	static async withProfile(folder: string): Promise<Visit> {
		const executablePath = ensureBrowser() ?? undefined;
		const context = await chromium.launchPersistentContext(folder, { executablePath, args: flags });
		const leave = () => context.close();
		return Visit.#at({ context, url: house.newAddress(), manner: {}, leave, pages: [] });
	}

	/** The same visitor in another tab. */
	async another(): Promise<Visit> {
		return Visit.#at(this.#home);
	}

	static async #at(home: Home): Promise<Visit> {
		const { context, manner } = home;
		const page = await context.newPage();
		page.setDefaultTimeout(PATIENCE);
		await page.setViewportSize(manner.viewport ?? wide);
		if (manner.bypassCSP) {
			const devtools = await context.newCDPSession(page);
			await devtools.send('Page.setBypassCSP', { enabled: true });
		}
		return new Visit(home, page);
	}

	async open(query = ''): Promise<void> {
		await this.page.goto(this.#home.url + query);
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

	/** Drops a recipe and lets it run, once it is shown. */
	async openRecipe(name: string, text: string): Promise<void> {
		await this.drop([{ name, text }]);
		await this.page.getByRole('button', { name: 'Run this recipe' }).first().click();
	}

	/** Keeps how all of the page looks where `PICTURES=1` asks for it: a long one takes most of a second to draw. */
	async picture(name: string): Promise<void> {
		if (process.env['PICTURES'] !== '1') return;
		const path = join(pictures, `${name}.jpeg`);
		await this.page.screenshot({ path, type: 'jpeg', quality: 85, fullPage: true });
	}

	async leave(): Promise<void> {
		for (const page of this.#home.pages) await page.close();
		await this.#home.leave();
	}

	#watch(page: Page): void {
		page.on('request', (request) => {
			if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(this.#home.url))
				this.offences.push(`request to another origin: ${request.url()}`);
		});
		page.on('pageerror', (error) => this.offences.push(`exception: ${error.message}`));
		page.on('console', (message) => {
			if (message.type() === 'error') this.offences.push(`console: ${message.text()}`);
		});
	}
}

/** Where a visitor and all tabs of theirs are. */
interface Home {
	context: BrowserContext;
	url: string;
	manner: Manner;
	pages: Page[];
	/** Leaves nothing of them in the browser, once their pages are closed. */
	leave(): Promise<void>;
}

function plainFile({ name, text, padding = 0 }: Dropped) {
	const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
	return { name, bytes: [...bytes], padding };
}
