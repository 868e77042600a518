import type { Records } from '../../services/storage/collection.ts';
import type { Storage } from '../../services/storage.ts';
import { keptRecipes, keptVersions, type KeptRecipe, type KeptVersion } from './kept-recipes.ts';
import { idOf } from './shelf-entry.ts';

/** How long nothing may be edited until what follows is a stretch of its own, in milliseconds. */
const PAUSE = 5 * 60_000;

/** Recipes that are kept, with a version for each stretch of editing. */
export class RecipeShelf {
	readonly #storage: Promise<Storage>;
	readonly #now: () => number;

	/** @param now milliseconds since 1970 */
	constructor(storage: Promise<Storage>, now: () => number = Date.now) {
		this.#storage = storage;
		this.#now = now;
	}

	async all(): Promise<KeptRecipe[]> {
		return (await this.#recipes()).all();
	}

	/** The oldest first. */
	async versionsOf(recipe: string): Promise<KeptVersion[]> {
		return ofRecipe(recipe, await (await this.#versions()).all());
	}

	async add(text: string, from: string, used: string | null = null): Promise<KeptRecipe> {
		const recipe = { id: crypto.randomUUID(), text, from, added: this.#time(), used };
		await this.put(recipe);
		return recipe;
	}

	async put(recipe: KeptRecipe, versions: readonly KeptVersion[] = []): Promise<void> {
		await (await this.#recipes()).keep(recipe);
		const kept = await this.#versions();
		for (const version of versions) await kept.keep(version);
	}

	/** The recipe stands otherwise, as somebody wants it who does not edit it now. */
	async setText(id: string, text: string): Promise<void> {
		const recipe = (await this.all()).find((each) => each.id === id);
		if (recipe === undefined) return;
		await (await this.#recipes()).change(id, { text });
		await this.#edited(recipe, text, await this.versionsOf(id));
	}

	/** @returns the versions that went with it */
	async drop(id: string): Promise<KeptVersion[]> {
		const versions = await this.versionsOf(id);
		await (await this.#recipes()).drop(id);
		const kept = await this.#versions();
		for (const version of versions) await kept.drop(version.id);
		return versions;
	}

	/**
	 * A recipe is at hand: it is used now, and what was edited of it is a version.
	 * @param opened the file as it was opened
	 * @param from what it came with; null for one that is shipped and not edited, which needs no place
	 */
	async heed(opened: string, text: string, from: string | null): Promise<void> {
		const versions = await (await this.#versions()).all();
		const found = await this.#found(opened, text, versions);
		if (found === null && from === null) return;
		const used = this.#time();
		const recipe = found ?? (await this.add(opened, from!, used));
		await (await this.#recipes()).change(recipe.id, { used, text });
		if (text !== opened || found !== null)
			await this.#edited(recipe, text, ofRecipe(recipe.id, versions));
	}

	/** That of which one of the texts is a version; of several the one that was used last. */
	async #found(
		opened: string,
		text: string,
		versions: readonly KeptVersion[]
	): Promise<KeptRecipe | null> {
		const all = await this.all();
		const isOf = ({ id, text: standing }: KeptRecipe) =>
			[opened, text].includes(standing) ||
			versions.some((each) => each.recipe === id && [opened, text].includes(each.text));
		const used = (recipe: KeptRecipe) => recipe.used ?? '';
		const found = all.filter((recipe) => isOf(recipe) && idOf(recipe.text) === idOf(text));
		return found.sort((a, b) => (used(a) < used(b) ? 1 : -1))[0] ?? null;
	}

	/** @param versions its own so far, the oldest first */
	async #edited(recipe: KeptRecipe, text: string, versions: readonly KeptVersion[]): Promise<void> {
		const now = this.#time();
		const last = versions.at(-1);
		if (text === (last?.text ?? recipe.text)) return;
		const kept = await this.#versions();
		// What it was before the first edit can be had again too.
		if (last === undefined) await kept.keep(this.#version(recipe, recipe.text, recipe.added));
		const isSame =
			last !== undefined && versions.length > 1 && this.#now() - Date.parse(last.until) < PAUSE;
		await kept.keep(isSame ? { ...last, text, until: now } : this.#version(recipe, text, now));
	}

	#version({ id }: KeptRecipe, text: string, at: string): KeptVersion {
		return { id: crypto.randomUUID(), recipe: id, text, at, until: at };
	}

	#time(): string {
		return new Date(this.#now()).toISOString();
	}

	async #recipes(): Promise<Records<KeptRecipe>> {
		return (await this.#storage).of(keptRecipes);
	}

	async #versions(): Promise<Records<KeptVersion>> {
		return (await this.#storage).of(keptVersions);
	}
}

function ofRecipe(recipe: string, versions: readonly KeptVersion[]): KeptVersion[] {
	return versions.filter((version) => version.recipe === recipe);
}
