import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { narrow, Visit } from './visit.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
	id: string;
	nodes: { html: string; failureSummary: string }[];
}

/** How axe looks at a page. */
interface Look {
	/** Rules, or tags of rules; WCAG A and AA where it is left out. */
	runOnly?: string[];
	/** What is not looked at, as a selector. */
	exclude?: string;
}

/** What violates WCAG A or AA on a page, which must let scripts in. */
export async function violationsOn(page: Page, look: Look = {}): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ content: axe });
	const found = await page.evaluate(
		async ({ runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], exclude }) => {
			const { axe } = globalThis as unknown as {
				axe: { run(on: object, options: object): Promise<{ violations: Violation[] }> };
			};
			const on = { include: 'html', ...(exclude === undefined ? {} : { exclude }) };
			return (await axe.run(on, { runOnly })).violations;
		},
		look
	);
	return found.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 160)}`);
}

/** By how many pixels a page is wider than its window. */
export function widerBy(page: Page): Promise<number> {
	return page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
}

/**
 * Everything on this part of the page, in both themes: nothing to mend, nothing wider than the page. The visit
 * must let scripts in (`bypassCSP`).
 */
export async function inspect(visit: Visit, part: string, size: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		// A colour on its way from one theme to the other is none of either.
		await visit.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await visit.picture(`${part.toLowerCase()}-${colorScheme}-${size}`);
		expect([part, colorScheme, ...(await violationsOn(visit.page))]).toEqual([part, colorScheme]);
	}
	expect([part, await widerBy(visit.page)]).toEqual([part, 0]);
}

/** The same for every part of a page that shows an incident. */
export async function inspectParts(viewport: typeof narrow, size: string): Promise<void> {
	const visit = await Visit.fresh({ viewport, bypassCSP: true });
	await visit.open('?incident=drifted-policy');
	await visit.settled();
	await inspect(visit, 'Investigation', size);
	for (const part of ['Notebook', 'Data', 'Recipe', 'Alerts', 'Deeper', 'Trusts']) {
		if (viewport === narrow) await visit.page.getByRole('button', { name: 'Parts' }).click();
		await visit.part(part);
		await inspect(visit, part, size);
	}
	await visit.leave();
}
