import type { LiveCases } from './live-cases.ts';
import type { OpenCase } from './open-case.svelte.ts';
import type { RecipeDesk } from './recipe-desk.ts';
import type { EditWords, RecipeActs } from './services/recipe-state.ts';

export interface LiveRecipesParts {
	desk: RecipeDesk;
	case: OpenCase;
	cases: LiveCases;
	run(): Promise<void>;
}

/** What an analyst does with the recipe at hand. */
export class LiveRecipes implements RecipeActs {
	readonly #parts: LiveRecipesParts;

	constructor(parts: LiveRecipesParts) {
		this.#parts = parts;
	}

	setParameter(name: string, value: string): Promise<void> {
		return this.#changing((desk) => desk.setParameter(name, value));
	}

	editSql(cell: string, sql: string): Promise<void> {
		return this.#changing((desk) => desk.editSql(cell, sql));
	}

	async rewrite(text: string, words: EditWords): Promise<string | null> {
		let refusal: string | null = 'the case cannot be changed here now';
		await this.#changing(async (desk) => {
			refusal = await desk.rewrite(text, words);
		});
		return refusal;
	}

	openRecipe(text: string): Promise<void> {
		return this.#changing((desk) => desk.open(text));
	}

	showRecipe(text: string, from: string): void {
		void this.#parts.desk.show(text, from);
	}

	/** The recipe of the case that is being opened would else take the place of the one that was let in. */
	async acceptIncoming(): Promise<void> {
		await this.#parts.case.arrived();
		await this.#changing((desk) => desk.acceptIncoming());
	}

	dismissIncoming(): void {
		this.#parts.desk.dismissIncoming();
		void this.#parts.run();
	}

	recipeLink(): string {
		return this.#parts.desk.link();
	}

	#changing(work: (desk: RecipeDesk) => Promise<void>): Promise<void> {
		const { cases, desk } = this.#parts;
		return cases.changing(() => work(desk));
	}
}
