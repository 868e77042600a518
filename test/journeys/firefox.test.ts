import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFirefox } from '../../bin/browser.mjs';
import { policyOf } from '../../bin/policy.mjs';
import { serve, type Served } from '../../bin/serve.mjs';
import { PATIENCE } from './support/visit.ts';

const top = join(import.meta.dirname, '../..');
const root = join(top, 'dist/page');

const flow = `${JSON.stringify({
	_path: 'conn',
	ts: '2024-03-05T15:15:10.000000Z',
	uid: 'CExample1',
	'id.orig_h': '192.0.2.20',
	'id.orig_p': 50022,
	'id.resp_h': '198.51.100.7',
	'id.resp_p': 443,
	proto: 'tcp',
	conn_state: 'SF'
})}\n`;

let served: Served;
let browser: Browser;
let page: Page;
const offences: string[] = [];
beforeAll(async () => {
	mkdirSync(join(top, 'artifacts/journeys'), { recursive: true });
	served = await serve({ root, policy: policyOf(root) });
	const executablePath = findFirefox();
	if (executablePath === null) throw new Error('no Firefox: set FIREFOX_PATH to where it is');
	browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
	page = await browser.newPage();
	page.setDefaultTimeout(2 * PATIENCE);
	await page.setViewport({ width: 1440, height: 900 });
	page.on('pageerror', (error) => offences.push(String(error)));
	page.on('console', (message) => message.type() === 'error' && offences.push(message.text()));
	page.on('request', (request) => {
		if (!request.url().startsWith(served.url) && !/^(data|blob):/.test(request.url()))
			offences.push(`request to another origin: ${request.url()}`);
	});
});
afterAll(async () => {
	await browser.close();
	await served.close();
});

async function verdictOf(path: string): Promise<string | null> {
	const verdict = await page.waitForSelector(`[data-path="${path}"] [data-verdict]`);
	return verdict!.evaluate((each) => each.getAttribute('data-verdict'));
}

async function picture(name: string): Promise<void> {
	if (process.env['PICTURES'] !== '1') return;
	await page.screenshot({
		path: join(top, 'artifacts/journeys', `${name}.png`) as `${string}.png`
	});
}

async function press(name: string): Promise<void> {
	await page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
}

/** Drops a file onto the page as a person would. */
async function drop(name: string, text: string): Promise<void> {
	await page.evaluate(
		(given) => {
			const dataTransfer = new DataTransfer();
			dataTransfer.items.add(new File([given.text], given.name));
			for (const type of ['dragenter', 'dragover', 'drop'])
				document.body.dispatchEvent(new DragEvent(type, { bubbles: true, dataTransfer }));
		},
		{ name, text }
	);
}

it('Firefox opens the page, and the sample incident has both of its verdicts', async () => {
	await page.goto(served.url);
	await page.waitForSelector('[data-run="done"]');
	expect(await verdictOf('triage')).toBe('disregard');
	expect(await verdictOf('deep-dive')).toBe('disregard');
	await picture('firefox-incident');
});

it('Firefox reads a file that is dropped, and answers a question about it', async () => {
	await page.goto(`${served.url}?case=own`);
	await page.locator('::-p-text(There is no data yet)').wait();
	await drop('conn.json', flow);
	await page.waitForSelector('[data-source="conn.json"][data-state="read"]');
	await page.locator('nav ::-p-text(Explore)').click();
	await press('Top talkers');
	const rows = await page.waitForSelector('article [role=grid]');
	expect(await rows!.evaluate((grid) => grid.textContent)).toContain('192.0.2.20');
	await picture('firefox-explore');
	expect(offences).toEqual([]);
});
