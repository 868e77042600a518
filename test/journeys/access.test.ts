import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
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

const looks = [
	['light', wide, 'wide'],
	['dark', wide, 'wide'],
	['light', narrow, 'narrow'],
	['dark', narrow, 'narrow']
] as const;

describe('no violation of WCAG A or AA, and nothing wider than the page', () => {
	it.each(looks)('%s, %o', async (colorScheme, viewport, name) => {
		const visit = await Visit.fresh({ colorScheme, viewport, bypassCSP: true });
		await visit.open('?incident=drifted-policy');
		await visit.verdicts();
		await visit.page.addScriptTag({ content: axe });
		await visit.picture(`investigation-${colorScheme}-${name}`);
		expect(await violations(visit)).toEqual([]);
		for (const part of ['Data', 'Recipe', 'Alerts', 'Deeper', 'Trusts']) {
			if (viewport === narrow)
				await visit.page.getByRole('button', { name: /parts|menu/i }).click();
			await visit.part(part);
			await visit.picture(`${part.toLowerCase()}-${colorScheme}-${name}`);
			expect([part, ...(await violations(visit))]).toEqual([part]);
			const wider = await visit.page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(wider).toBe(0);
		}
		await visit.leave();
	});
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
