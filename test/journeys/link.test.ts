import { afterAll, beforeAll, expect, it } from 'vitest';
import { recipeText } from '#datasets/recipes/index.ts';
import { recipeFragment } from '#recipe/share-link.ts';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

const text = recipeText('block-listed-source').replace(
	'title: Block-listed source touched a host',
	'title: The recipe of the link'
);
const fragment = recipeFragment(text);
const alert =
	'01/15/2007-03:17:36.000000  [**] [1:2402000:1] A rule of mine [**] [Priority: 2] {TCP} 192.0.2.1:1024 -> 198.51.100.2:80\n';

let visit: Visit;
beforeAll(async () => {
	visit = await Visit.fresh();
});
afterAll(() => visit.leave());

/** The recipe that was let in is the one that runs. */
async function letIn(): Promise<void> {
	await visit.page.getByRole('button', { name: 'Run this recipe' }).first().click();
	await visit.part('Investigation');
	await visit.verdicts();
	await visit.part('Recipe');
	await visit.page.getByRole('heading', { name: 'The recipe of the link' }).first().waitFor();
}

it('a link is told before anything of the last visit runs, where own data are kept', async () => {
	await visit.open();
	await visit.verdicts();
	await visit.drop([{ name: 'mine.log', text: alert }]);
	await visit.page.getByText('A rule of mine').first().waitFor();
	await visit.part('Investigation');
	await visit.verdicts();

	await visit.page.goto('about:blank');
	await visit.open(fragment);
	await visit.page.getByText('A recipe came with the link. It has not run').waitFor();
	await visit.page.getByText('A rule of mine').first().waitFor();
	// Time enough for the recipe of the last visit, if it were to run.
	await visit.page.waitForTimeout(1500);
	expect(await visit.page.locator('[data-run="done"], [data-run="running"]').count()).toBe(0);
	expect(await visit.page.locator('[data-verdict]').count()).toBe(0);
	await visit.picture('link-told-first');
	await letIn();
	expect(new URL(visit.page.url()).hash).toBe('');
});

it('a link that is put into the address of an open page opens', async () => {
	await visit.page.evaluate((hash) => (location.hash = hash), recipeFragment(`${text}\nMore.\n`));
	await visit.page.getByText('A recipe came with the link. It has not run').waitFor();
	await visit.page.getByRole('button', { name: 'Discard' }).first().click();
	await visit.page.getByText('A recipe came with the link').waitFor({ state: 'detached' });
	expect(new URL(visit.page.url()).hash).toBe('');
});

it('a damaged link is refused in words, and the address names it no longer', async () => {
	const damaged =
		fragment.slice(0, 400) + (fragment[400] === 'A' ? 'B' : 'A') + fragment.slice(401);
	await visit.page.evaluate((hash) => (location.hash = hash), damaged);
	await visit.page.getByText('the link is damaged or cut, and its recipe was not opened').waitFor();
	await visit.picture('link-damaged');
	expect(new URL(visit.page.url()).hash).toBe('');
	expect(await visit.page.getByText('A recipe came with the link').count()).toBe(0);
});

it('a link of an older edition opens, and says that damage would not be noticed', async () => {
	await visit.page.evaluate((hash) => (location.hash = hash), fragment.replace(/\..*$/, ''));
	await visit.page.getByText('has no check value').waitFor();
	await visit.picture('link-of-old');
	await visit.page.getByRole('button', { name: 'Discard' }).first().click();
	expect(visit.offences).toEqual([]);
});
