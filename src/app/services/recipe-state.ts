import type { Notebook } from '#notebook/notebook.ts';

export interface RecipeState {
	notebook: Notebook | null;
	/** The file as it stands, with the edits. */
	text: string;
	/** The file as it was opened. */
	openedText: string;
	/** True where the text differs from what was opened. */
	edited: boolean;
	/** Current values by parameter name, as text. */
	values: Readonly<Record<string, string>>;
	/** What the database said against a value, by parameter name. */
	parameterFailures: Readonly<Record<string, string>>;
	/** Null where none waits. */
	incoming: IncomingRecipe | null;
}

/** A recipe from elsewhere, shown before it may run. */
export interface IncomingRecipe {
	notebook: Notebook;
	text: string;
	/** What it came with, in words. */
	from: string;
	/** False where the link that it came with has no value by which damage would be noticed. */
	isChecked: boolean;
}

/** What is said of an edit of the file: where it was made, and where it is taken back. */
export interface EditWords {
	made: string;
	undone: string;
	/** The page shows it where it was made. */
	quiet?: boolean;
}

/** What is done with the recipe at hand. */
export interface RecipeActs {
	setParameter(name: string, value: string): Promise<void>;
	/** Replaces the SQL of a cell; what depends on it runs again, and nothing else. */
	editSql(cell: string, sql: string): Promise<void>;
	/**
	 * Puts another edition of the file in place of the one at hand; what depends on the difference runs again.
	 * @returns why that edition cannot be read, and the one at hand stays; null where it can
	 */
	rewrite(text: string, words: EditWords): Promise<string | null>;
	openRecipe(text: string): Promise<void>;
	/**
	 * Shows a recipe from elsewhere, which does not run before it is let in; what cannot be read is told.
	 * @param from what it came with, as in `the file mine.md`
	 */
	showRecipe(text: string, from: string): void;
	/** The incoming recipe replaces the one at hand, and runs. */
	acceptIncoming(): Promise<void>;
	dismissIncoming(): void;
	/** A link to this page that carries the recipe, and nothing of the data. */
	recipeLink(): string;
}
