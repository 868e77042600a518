import { expect, test } from 'vitest';
import { recipeText } from '#datasets/recipes/index.ts';
import { StandInServices } from '#test/support/stand-in-services.svelte.ts';
import { click, expectAccessible, find, settled, show, textOf } from '#test/support/show.ts';
import { keptRecipes, keptVersions } from './kept-recipes.ts';
import Shelf from './Shelf.svelte';
import { ShelfState } from './shelf-state.svelte.ts';
import ShelfWatch from './ShelfWatch.svelte';

const text = recipeText('block-listed-source');
const titled = (title: string) => text.replace(/^title: .*$/m, `title: ${title}`);
const kept = { id: 'r-1', from: 'the link', added: '2026-01-01T00:00:00.000Z', used: null };

async function shown(title = 'Foreign <b>', used: string | null = null) {
	const services = new StandInServices();
	await services.kept.of(keptRecipes).keep({ ...kept, text: titled(title), used });
	const state = new ShelfState(services);
	const page = document.createElement('div');
	page.append(show(Shelf, { state }), show(ShelfWatch, { state }));
	document.body.append(page);
	await settled();
	await settled();
	return { services, state, page };
}

test('every recipe is there with its question, whether it fits the alert, and when it was used', async () => {
	const { page } = await shown();
	const foreign = textOf(find(page, '[data-recipe]', 'Foreign <b>'));
	expect(foreign).toMatch(/never used · the link/);
	expect(page.querySelectorAll('#shelf-shipped ~ ul li').length).toBeGreaterThan(1);
	await expectAccessible(page);
});

test('a recipe from elsewhere that never ran here is shown first; one that did is opened', async () => {
	const first = await shown();
	click(first.page, 'button', 'Read Foreign');
	await settled();
	expect(first.services.log).toEqual(['show recipe the link']);
	const second = await shown('Known', '2026-02-01T00:00:00.000Z');
	click(second.page, 'button', 'Open Known');
	await settled();
	expect(second.services.log).toContain('open recipe');
});

test('a recipe that is deleted comes back by undo, and a copy is one by itself', async () => {
	const { services, page } = await shown();
	click(page, 'button', 'Delete Foreign');
	await settled();
	await settled();
	expect(await services.kept.of(keptRecipes).all()).toEqual([]);
	await services.history.undo();
	await settled();
	click(page, 'button', 'Duplicate Foreign');
	await settled();
	await settled();
	expect(textOf(find(page, '[data-recipe]', 'Foreign <b> (copy)'))).toContain('a copy of');
	expect(await services.kept.of(keptRecipes).all()).toHaveLength(2);
});

test('what a version changed is told line by line, and it is restored and taken back', async () => {
	const { services, page } = await shown('Now', '2026-02-01T00:00:00.000Z');
	const at = '2026-01-01T00:00:00.000Z';
	const versions = services.kept.of(keptVersions);
	await versions.keep({ id: 'v-1', recipe: 'r-1', text: titled('Before'), at, until: at });
	click(page, 'button', 'Versions of Now');
	await expect.poll(() => page.querySelectorAll('.removed').length).toBe(1);
	expect(textOf(find(page, '.removed'))).toContain('title: Before');
	expect(textOf(find(page, '.added'))).toContain('title: Now');
	await expectAccessible(page);
	click(page, 'button', 'Restore this version');
	await settled();
	const standing = async () => (await services.kept.of(keptRecipes).all())[0]!.text;
	await expect.poll(standing).toBe(titled('Before'));
	await expect.poll(() => services.history.canUndo).toBe(true);
	await services.history.undo();
	expect(await standing()).toBe(titled('Now'));
});
