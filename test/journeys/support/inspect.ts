import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import { narrow, Visit } from './visit.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
	id: string;
	nodes: { html: string; failureSummary: string }[];
}

async function violations(visit: Visit): Promise<string[]> {
	if (!(await visit.page.evaluate(() => 'axe' in globalThis)))
		await visit.page.addScriptTag({ content: axe });
	const found = await visit.page.evaluate(async () => {
		const { axe } = globalThis as unknown as {
			axe: { run(options: object): Promise<{ violations: Violation[] }> };
		};
		return (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })).violations;
	});
	return found.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 160)}`);
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
		expect([part, colorScheme, ...(await violations(visit))]).toEqual([part, colorScheme]);
	}
	const wider = await visit.page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect([part, wider]).toEqual([part, 0]);
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
