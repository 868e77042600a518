import { defaultsOf } from '#investigation/parameters.ts';
import { cellsOf, type Notebook } from '#notebook/notebook.ts';
import { withSql } from '#recipe/edit/sql.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { recipeFragment, type LinkedRecipe } from '#recipe/share-link.ts';
import type { OpenedRecipe } from './services/edits.ts';
import type { IncomingRecipe, RecipeState } from './services/recipe-state.ts';

/** The recipe at hand, its edits and its parameters, and one that waits to be let in. */
export class RecipeStore implements RecipeState {
	#notebook = $state.raw<Notebook | null>(null);
	#text = $state.raw('');
	#opened = $state.raw('');
	#values = $state.raw<Readonly<Record<string, string>>>({});
	#parameterFailures = $state.raw<Readonly<Record<string, string>>>({});
	#incoming = $state.raw<IncomingRecipe | null>(null);

	get notebook(): Notebook | null {
		return this.#notebook;
	}
	get text(): string {
		return this.#text;
	}
	get openedText(): string {
		return this.#opened;
	}
	get edited(): boolean {
		return this.#text !== this.#opened;
	}
	get values(): Readonly<Record<string, string>> {
		return this.#values;
	}
	get parameterFailures(): Readonly<Record<string, string>> {
		return this.#parameterFailures;
	}
	get incoming(): IncomingRecipe | null {
		return this.#incoming;
	}

	/** As it stands; null where none was opened yet. */
	get standing(): OpenedRecipe | null {
		if (this.#notebook === null) return null;
		const { title } = this.#notebook;
		return { title, text: this.#text, openedText: this.#opened, values: this.#values };
	}

	/** Replaces the recipe. @throws `recipe not valid`, and the old one stays. */
	open(text: string, opened = text, values: Readonly<Record<string, string>> = {}): void {
		const notebook = this.#read(text);
		const known = notebook.parameters.map(({ name }) => name);
		const kept = Object.entries(values).filter(([name]) => known.includes(name));
		this.#notebook = notebook;
		this.#text = text;
		this.#opened = opened;
		this.#values = { ...defaultsOf(notebook.parameters), ...Object.fromEntries(kept) };
		this.#parameterFailures = {};
	}

	/** To read a recipe takes tens of milliseconds, and another place mostly opens with the same one. */
	#read(text: string): Notebook {
		return this.#notebook !== null && text === this.#text ? this.#notebook : readRecipe(text);
	}

	/** Replaces the SQL of a cell; every other byte of the file stays. */
	edit(cell: string, sql: string): void {
		const target = cellsOf(this.#notebook!).find(({ spec }) => spec.id === cell);
		if (target === undefined) return;
		this.rewrite(withSql(this.#text, target, sql));
	}

	/**
	 * Puts another edition of the file in place of this one; what was opened and the values stay, also those of
	 * parameters that it does not have: another edition may have them again.
	 */
	rewrite(text: string): void {
		this.#notebook = readRecipe(text);
		this.#text = text;
		this.#values = { ...defaultsOf(this.#notebook.parameters), ...this.#values };
	}

	/** What a person knows a cell by: its claim or its question, else its id. */
	nameOf(cell: string): string {
		const found = cellsOf(this.#notebook!).find(({ spec }) => spec.id === cell);
		return found?.claim?.sentence || found?.question || cell;
	}

	setValue(name: string, value: string): void {
		this.#values = { ...this.#values, [name]: value };
		this.setFailure(name, null);
	}

	setFailure(name: string, failure: string | null): void {
		const others = Object.entries(this.#parameterFailures).filter(([other]) => other !== name);
		const own: [string, string][] = failure === null ? [] : [[name, failure]];
		this.#parameterFailures = Object.fromEntries([...others, ...own]);
	}

	/** Shows a recipe from elsewhere, which does not run before it is let in. @throws `recipe not valid` */
	announce({ text, isChecked }: LinkedRecipe, from = 'the link'): void {
		this.#incoming = { notebook: readRecipe(text), text, from, isChecked };
	}

	dismissIncoming(): void {
		this.#incoming = null;
	}

	/** The page's address with the recipe in its fragment. */
	link(page: string): string {
		return page.replace(/#.*$/, '') + recipeFragment(this.#text);
	}
}
