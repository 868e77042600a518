import { bringParsers } from '#recipe/parsers.ts';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { countText } from '#lib/format-number.ts';
import { InTurn } from '#lib/in-turn.ts';
import { saveBlob } from '#ui/save-blob.ts';
import type { PlaceState } from '../../place.ts';
import { openedFiles } from '../../services/archives.ts';
import type { Command } from '../../services/command.ts';
import { exchange } from '../../services/edits.ts';
import { chooseFiles, chooseFolder, isRecipe } from '../../services/files.ts';
import type { Capabilities, Services } from '../../services/services.ts';
import type { KeptRecipe } from './kept-recipes.ts';
import { RecipeShelf } from './recipe-shelf.ts';
import { copyOf, fileNames, shelfEntry, type ShelfEntry } from './shelf-entry.ts';
import { noteShippedUse, shippedUse } from './shipped-use.ts';
import { VersionList } from './version-list.svelte.ts';

/** The recipes that there are, and what is done with them. */
export class ShelfState implements PlaceState {
	readonly services: Services;
	readonly versions: VersionList;
	readonly #shelf: RecipeShelf;
	readonly #turns = new InTurn();
	/** What those from elsewhere came with, by their text. */
	readonly #came = new Map<string, string>();
	#kept = $state.raw<readonly ShelfEntry[] | null>(null);
	#shipped = $state.raw<readonly ShelfEntry[]>([]);
	readonly commands: readonly Command[] = [
		{ id: 'shelf import', title: 'Import recipes', group: 'action', act: () => this.import() },
		{
			id: 'shelf export',
			title: 'Export all recipes',
			group: 'action',
			act: () => this.exportAll()
		}
	];
	readonly offers: Pick<Capabilities, 'keepRecipes'> = {
		keepRecipes: (files) => this.services.notices.guarded(() => this.#take(files))
	};

	constructor(services: Services) {
		this.services = services;
		this.#shelf = new RecipeShelf(services.storage);
		this.versions = new VersionList(this.#shelf, services, () => this.refresh());
	}

	/** Null before it was looked for them. */
	get kept(): readonly ShelfEntry[] | null {
		return this.#kept;
	}

	get shipped(): readonly ShelfEntry[] {
		return this.#shipped;
	}

	/** Looks what there is; where the place is not in sight nobody needs it. */
	async look(): Promise<void> {
		await this.services.notices.guarded(async () => {
			const [all, used] = await Promise.all([
				this.#shelf.all(),
				shippedUse(await this.services.storage),
				bringParsers()
			]);
			this.#kept = all.map(shelfEntry).reverse();
			this.#shipped = recipeIds.map((id) =>
				shelfEntry({ id, text: recipeText(id), from: null, used: used[id] ?? null })
			);
		});
	}

	async refresh(): Promise<void> {
		if (this.#kept !== null) await this.look();
	}

	/** What is at hand is used, and what was edited of it is kept as a version. */
	heed(): void {
		const { recipe, case: open, notices } = this.services;
		if (recipe.incoming !== null) this.#came.set(recipe.incoming.text, recipe.incoming.from);
		if (recipe.notebook === null || open.isOpening || open.role !== 'writes') return;
		const { text, openedText } = recipe;
		void notices.guarded(() => this.#turns.run(() => this.#heed(openedText, text)));
	}

	async #heed(opened: string, text: string): Promise<void> {
		const shipped = recipeIds.find((id) => recipeText(id) === opened);
		const from = this.#came.get(opened) ?? 'begun here';
		if (shipped === undefined) await this.#shelf.heed(opened, text, from);
		else {
			await noteShippedUse(await this.services.storage, shipped, new Date().toISOString());
			await this.#shelf.heed(opened, text, text === opened ? null : 'edited here');
		}
		await this.refresh();
	}

	/** One that never ran here is shown before it does. */
	async use({ text, from, used }: ShelfEntry): Promise<void> {
		const { recipes, ask } = this.services;
		if (from !== null && used === null) recipes.showRecipe(text, from);
		else {
			await recipes.openRecipe(text);
			ask('openPlace')?.('recipe');
		}
	}

	duplicate({ text, title }: ShelfEntry): Promise<void> {
		return this.#edit(async () => {
			const now = new Date().toISOString();
			const copy = await this.#shelf.add(copyOf(text), `a copy of “${title}”`, now);
			this.#remember(
				copy,
				true,
				`A copy of “${title}” is on the shelf.`,
				`The copy of “${title}” is gone.`
			);
		});
	}

	remove({ id, title }: ShelfEntry): Promise<void> {
		return this.#edit(async () => {
			const recipe = (await this.#shelf.all()).find((each) => each.id === id);
			if (recipe === undefined) return;
			const gone = `“${title}” is deleted from the shelf.`;
			await this.#remember(recipe, false, gone, `“${title}” is on the shelf again.`);
		});
	}

	import(): void {
		void this.services.notices.guarded(async () =>
			this.#take(await chooseFiles('.md,.markdown,.zip'))
		);
	}

	importFolder(): void {
		void this.services.notices.guarded(async () => this.#take(await chooseFolder()));
	}

	/** One file for each that is kept, all in a zip. */
	exportAll(): void {
		void this.services.notices.guarded(async () => {
			const [all] = await Promise.all([this.#shelf.all(), bringParsers()]);
			if (all.length === 0)
				return this.services.voice.say('There are no recipes of your own to export.');
			const { strToU8, zipSync } = await import('fflate');
			const names = fileNames(all.map(({ text }) => text));
			const files = Object.fromEntries(all.map(({ text }, i) => [names[i]!, strToU8(text)]));
			saveBlob(
				'recipes.zip',
				new Blob([Uint8Array.from(zipSync(files))], { type: 'application/zip' })
			);
		});
	}

	/** None of them runs before it was shown. */
	async #take(given: readonly File[]): Promise<void> {
		if (given.length === 0) return;
		const { files, told } = await openedFiles(given);
		for (const { kind, text } of told)
			if (kind === 'failure') this.services.notices.say(kind, text);
		let taken = 0;
		for (const file of files) {
			if (!(await isRecipe(file))) continue;
			await this.#shelf.add(await file.text(), `the file ${file.name}`);
			taken++;
		}
		const others = files.length - taken;
		const left =
			others === 0
				? ''
				: `; ${countText(others, 'file')} of them ${others === 1 ? 'is' : 'are'} no recipe`;
		this.services.voice.say(`${countText(taken, 'recipe')} put on the shelf${left}.`);
		this.services.ask('openPlace')?.('shelf');
		await this.look();
	}

	/** Puts it there or takes it away, and has that among what can be taken back. */
	async #remember(
		recipe: KeptRecipe,
		isThere: boolean,
		made: string,
		undone: string
	): Promise<void> {
		let versions = isThere ? [] : await this.#shelf.drop(recipe.id);
		const give = async (there: boolean) => {
			if (there) await this.#shelf.put(recipe, versions);
			else versions = await this.#shelf.drop(recipe.id);
			await this.refresh();
		};
		const { history } = this.services;
		history.add(exchange(!isThere, isThere, give, (_, again) => (again ? undone : made)));
	}

	async #edit(work: () => Promise<void>): Promise<void> {
		await this.services.notices.guarded(async () => {
			await work();
			await this.refresh();
		});
	}
}
