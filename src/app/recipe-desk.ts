import { messageOf } from '#lib/failure.ts';
import type { Parameter } from '#cells/parameter.ts';
import { bringParsers } from '#recipe/parsers.ts';
import { carriesRecipe, recipeOfFragment } from '#recipe/share-link.ts';
import { addressForOthers } from './case-address.ts';
import {
	fileEdit,
	parameterEdit,
	recipeEdit,
	sqlEdit,
	type OpenedRecipe
} from './services/edits.ts';
import type { History } from './services/history.svelte.ts';
import type { Notice, Notices } from './services/notices.svelte.ts';
import type { Platform } from './services/platform.ts';
import { problemNotice } from './problem-notice.ts';
import type { RecipeStore } from './recipe-store.svelte.ts';
import type { RunStore } from './run-store.svelte.ts';
import type { EditWords } from './services/recipe-state.ts';
import type { KeptInvestigation } from './services/storage.ts';

export interface RecipeDeskParts {
	recipe: RecipeStore;
	run: RunStore;
	history: History;
	notices: Notices;
	platform: Platform;
	/** Called once the recipe or a value of it is another. */
	onchange(by: RecipeChange): Promise<void>;
}

/** By what a recipe is another. */
export type RecipeChange = 'edit' | 'opening';

/** Opens recipes and changes them: what a change means for the database, the history and the address. */
export class RecipeDesk {
	readonly #parts: RecipeDeskParts;
	/** What was said of the last link, where it could not be read; null where it could, or none came. */
	#refused: Notice | null = null;

	constructor(parts: RecipeDeskParts) {
		this.#parts = parts;
	}

	async open(text: string): Promise<void> {
		await bringParsers();
		const { recipe, history, notices } = this.#parts;
		const before = recipe.standing;
		try {
			recipe.open(text);
		} catch (error) {
			notices.say('failure', messageOf(error), 'recipe');
			return;
		}
		const problems = problemNotice(recipe.notebook?.problems ?? []);
		if (problems !== null) notices.say('warning', problems, 'recipe');
		const after = recipe.standing;
		if (before !== null && after !== null)
			history.add(recipeEdit(before, after, (given) => this.#putBack(given)));
		await this.#opened();
	}

	/** The recipe as it stood once, with its edits and its values. */
	async #putBack({ text, openedText, values }: OpenedRecipe): Promise<void> {
		this.#parts.recipe.open(text, openedText, values);
		void this.#opened();
	}

	async #opened(): Promise<void> {
		const { onchange } = this.#parts;
		await this.setAllParameters();
		await onchange('opening');
	}

	/**
	 * Opens the recipe that was open at the last visit; the shipped one where none was or it cannot be read.
	 * @returns why the kept one cannot be read; null where it can, or there is none
	 */
	openKept(kept: KeptInvestigation | null, shipped: string): string | null {
		const { recipe } = this.#parts;
		try {
			if (kept === null) recipe.open(shipped);
			else recipe.open(kept.recipeText, kept.openedText, kept.values);
			return null;
		} catch (error) {
			recipe.open(shipped);
			return messageOf(error);
		}
	}

	/**
	 * Finds out what each cell must see, which the first run would else be held up by: piece by piece, as the page may
	 * have other things to do.
	 */
	async readAhead(): Promise<void> {
		const { needsByCell } = await import('./database-work.ts');
		const { notebook } = this.#parts.recipe;
		if (notebook === null) return;
		const cells = needsByCell(notebook);
		while (cells.next().done !== true) await new Promise((resolve) => setTimeout(resolve));
	}

	async setParameter(name: string, value: string): Promise<void> {
		const { recipe, history, onchange } = this.#parts;
		const parameter = recipe.notebook?.parameters.find((other) => other.name === name);
		const before = recipe.values[name];
		if (parameter === undefined || before === undefined || before === value) return;
		if (!(await this.#give(parameter, value))) return;
		const give = async (given: string) => {
			if (await this.#give(parameter, given)) void onchange('edit');
		};
		history.add(parameterEdit(parameter, before, value, give), true);
		await onchange('edit');
	}

	async editSql(cell: string, sql: string): Promise<void> {
		const { recipe, history, onchange } = this.#parts;
		const before = recipe.text;
		recipe.edit(cell, sql);
		const give = (text: string) => this.#edition(text);
		history.add(sqlEdit(recipe.nameOf(cell), before, recipe.text, give), true);
		await onchange('edit');
	}

	/** @returns why that edition of the file cannot be read; null where it can */
	async rewrite(text: string, words: EditWords): Promise<string | null> {
		const { recipe, history } = this.#parts;
		const before = recipe.text;
		if (text === before) return null;
		try {
			await this.#edition(text);
		} catch (error) {
			return messageOf(error);
		}
		history.add(
			fileEdit(words, before, text, (given) => this.#edition(given)),
			words.quiet
		);
		return null;
	}

	/** Nobody waits for what follows from it. @throws `recipe not valid` */
	async #edition(text: string): Promise<void> {
		const { recipe, onchange } = this.#parts;
		const before = JSON.stringify(recipe.notebook?.parameters);
		recipe.rewrite(text);
		if (JSON.stringify(recipe.notebook?.parameters) !== before) await this.setAllParameters();
		void onchange('edit');
	}

	/** Has the database look at every parameter's value; what it does not take is told beside the parameter. */
	async setAllParameters(): Promise<void> {
		const { recipe, run } = this.#parts;
		const { notebook, values } = recipe;
		for (const parameter of notebook?.parameters ?? []) {
			const value = values[parameter.name] ?? parameter.default;
			const failure = await run
				.refusalOf(parameter, value)
				.catch((error: unknown) => messageOf(error));
			recipe.setFailure(parameter.name, failure);
		}
	}

	/**
	 * Tells of the recipe that the address carries, if it does: as long as it waits, no recipe runs. One that cannot
	 * be read is refused, and the address names it no longer: what is shown under it is not of that link.
	 */
	async announceLink(): Promise<void> {
		const { recipe, notices, platform } = this.#parts;
		if (!carriesRecipe(platform.address().hash)) return;
		await bringParsers();
		try {
			const linked = recipeOfFragment(platform.address().hash);
			if (linked !== null) this.#forgetRefused();
			if (linked !== null && linked.text !== recipe.incoming?.text) recipe.announce(linked);
		} catch (error) {
			this.#forgetRefused();
			this.#refused = notices.say('failure', messageOf(error));
			this.dismissIncoming();
		}
	}

	/** Shows a recipe from elsewhere, which did not come with the address. */
	async show(text: string, from: string): Promise<void> {
		const { recipe, notices } = this.#parts;
		try {
			await bringParsers();
			recipe.announce({ text, isChecked: true }, from);
		} catch (error) {
			notices.say('failure', messageOf(error), 'recipe');
		}
	}

	#forgetRefused(): void {
		if (this.#refused !== null) this.#parts.notices.dismiss(this.#refused);
		this.#refused = null;
	}

	async acceptIncoming(): Promise<void> {
		const { incoming } = this.#parts.recipe;
		if (incoming === null) return;
		this.dismissIncoming();
		await this.open(incoming.text);
	}

	dismissIncoming(): void {
		const { recipe, platform } = this.#parts;
		recipe.dismissIncoming();
		const address = platform.address();
		address.hash = '';
		platform.setAddress(address);
	}

	link(): string {
		const { recipe, platform } = this.#parts;
		return recipe.link(addressForOthers(platform.address()).href);
	}

	/** @returns false where the database does not take the value, which is then told beside it */
	async #give(parameter: Parameter, value: string): Promise<boolean> {
		const { recipe, run } = this.#parts;
		const failure = await run.refusalOf(parameter, value);
		if (failure === null) recipe.setValue(parameter.name, value);
		else recipe.setFailure(parameter.name, failure);
		return failure === null;
	}
}
