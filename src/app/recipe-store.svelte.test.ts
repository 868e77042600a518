import { expect, it } from 'vitest';
import { recipeText } from '#datasets/recipes/index.ts';
import { RecipeStore } from './recipe-store.svelte.ts';

const text = recipeText('block-listed-source');

it('keeps what was read of a recipe that is opened again, and takes its parameters back', () => {
	const store = new RecipeStore();
	store.open(text);
	const { notebook } = store;
	store.setValue('window', '6 hours');
	store.open(text);
	expect(store.notebook).toBe(notebook);
	expect(store.values.window).toBe('1 hour');
});

it('reads a recipe anew whose text was edited', () => {
	const store = new RecipeStore();
	store.open(text);
	const { notebook } = store;
	store.edit('web-log', 'SELECT 1');
	store.open(text);
	expect(store.notebook).not.toBe(notebook);
	expect(store.text).toBe(text);
	expect(store.edited).toBe(false);
});
