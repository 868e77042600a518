import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { narrow, useBrowser, Visit } from './support/visit.ts';

useBrowser();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function textOf(visit: Visit, selector: string): Promise<string> {
	const text = (await visit.page.locator(selector).first().textContent()) ?? '';
	return text.replace(/\s+/g, ' ').trim();
}

const time = (visit: Visit) => textOf(visit, '[aria-label="The alert"] .time');

/** Waits until it stands there, since a part of the page comes when its rows do. */
async function sees(visit: Visit, selector: string, words: string): Promise<void> {
	await expect.poll(() => textOf(visit, selector), { timeout: 30_000 }).toContain(words);
}

/** What the person sees of times in every part of the page. */
async function seesTimesOf(visit: Visit, times: Record<keyof typeof inUtc, string>): Promise<void> {
	await visit.part('Investigation');
	expect(await time(visit)).toBe(times.alert);
	await visit.part('Data');
	await sees(visit, '[data-source="session.log"], [data-source]', times.receipt);
	await sees(visit, 'main .table .span', times.span);
	await sees(visit, 'main figure .zone', times.zone);
	await sees(visit, 'main figure p .figures', times.reach);
	await sees(visit, 'main figure .tick', times.tick);
	await visit.part('Alerts');
	await sees(visit, 'main [role=columnheader]', `ts ${times.zone}`);
	await sees(visit, 'main .date', times.day);
	await visit.part('Deeper');
	await sees(visit, 'main li .figures', times.alert);
}
