import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { narrow, useBrowser, Visit, wide } from './support/visit.ts';

useBrowser();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
	id: string;
	nodes: { html: string; failureSummary: string }[];
}

async function violations(visit: Visit): Promise<string[]> {
	const found = await visit.page.evaluate(async () => {
		const { axe } = globalThis as unknown as {
			axe: { run(options: object): Promise<{ violations: Violation[] }> };
		};
		return (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })).violations;
	});
	return found.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 160)}`);
}

/** Everything on this part of the page, in both themes: nothing to mend, nothing wider than the page. */
async function inspect(visit: Visit, part: string, size: string): Promise<void> {
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

const sizes = [
	['1440 by 900', wide, 'wide'],
	['390 by 844', narrow, 'narrow']
] as const;

it.each(sizes)('at %s no part violates WCAG A or AA in either theme', async (_, viewport, size) => {
	const visit = await Visit.fresh({ viewport, bypassCSP: true });
	await visit.open('?incident=drifted-policy');
	await visit.settled();
	await visit.page.addScriptTag({ content: axe });
	await inspect(visit, 'Investigation', size);
	for (const part of ['Data', 'Recipe', 'Alerts', 'Deeper', 'Trusts']) {
		if (viewport === narrow) await visit.page.getByRole('button', { name: 'Parts' }).click();
		await visit.part(part);
		await inspect(visit, part, size);
	}
	await visit.leave();
});

it('the keyboard alone steps through a lane, opens SQL, and puts the alert off', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	await visit.page.keyboard.press('t');
	await visit.page.keyboard.press('j');
	const focused = () =>
		visit.page.evaluate(() =>
			document.activeElement?.closest('[data-cell]')?.getAttribute('data-cell')
		);
	expect(await focused()).toBe('firewalls');
	await visit.page.keyboard.press('k');
	expect(await focused()).toBe('exposure');
	await visit.page.keyboard.press('s');
	await visit.step('exposure').getByText('policy_action').first().waitFor();
	await visit.page.keyboard.press('l');
	await visit.page.getByRole('dialog', { name: 'Look deeper later' }).waitFor();
	await visit.page.keyboard.press('Escape');
	await visit.page.keyboard.press('?');
	await visit.page.getByRole('dialog').waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
