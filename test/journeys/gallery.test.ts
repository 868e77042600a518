import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { serveGallery, type ServedGallery } from '../../bin/gallery.mjs';
import { House } from './support/house.ts';
import { violationsOn, widerBy } from './support/inspect.ts';
import { PATIENCE } from './support/visit.ts';

let served: ServedGallery;
let context: BrowserContext;
let page: Page;
const offences: string[] = [];
beforeAll(async () => {
	const house = await House.ofThisProcess();
	served = await serveGallery();
	context = await house.browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' });
	page = await context.newPage();
	page.on('pageerror', ({ message }) => offences.push(message));
	page.on('console', (message) => message.type() === 'error' && offences.push(message.text()));
	await page.goto(served.address);
	await page.locator('html[data-drawn]').waitFor({ timeout: 2 * PATIENCE });
});
afterAll(async () => {
	await context.close();
	await served.close();
});

it('every kind of cell is drawn in every state by the database of the page', async () => {
	expect(offences).toEqual([]);
	const scenes = await page.locator('article').count();
	expect(scenes).toBeGreaterThan(100);
	expect(await page.locator('[data-undrawn]').allTextContents()).toEqual([]);
	expect(await page.locator('img, script:not([src])').count()).toBe(0);
});

it('no kind of cell violates WCAG A or AA in any state, in either theme', async () => {
	// Of many rows no other elements are made than of few, only more.
	const exclude = '[data-scene="many rows"]';
	await page.emulateMedia({ colorScheme: 'light' });
	expect(await violationsOn(page, { exclude })).toEqual([]);
	await page.emulateMedia({ colorScheme: 'dark' });
	expect(await violationsOn(page, { exclude, runOnly: ['color-contrast'] })).toEqual([]);
});

it.each([1440, 900, 390])('no kind of cell is wider than a page of %i pixels', async (width) => {
	await page.setViewportSize({ width, height: 900 });
	expect(await widerBy(page)).toBe(0);
});
