import { exchange } from '../../services/edits.ts';
import type { Services } from '../../services/services.ts';
import type { KeptVersion } from './kept-recipes.ts';
import { hunksOf, lineDiff, type Hunk } from './line-diff.ts';
import type { RecipeShelf } from './recipe-shelf.ts';
import type { ShelfEntry } from './shelf-entry.ts';

/** What leads from a version to the recipe as it stands. */
interface Shown {
	version: KeptVersion;
	hunks: readonly Hunk[];
	/** Lines behind the last that changed. */
	rest: number;
}

/** The versions of one recipe, and what one of them changed. */
export class VersionList {
	readonly #shelf: RecipeShelf;
	readonly #services: Pick<Services, 'recipe' | 'recipes' | 'history' | 'notices'>;
	readonly #onchange: () => Promise<void>;
	#entry = $state.raw<ShelfEntry | null>(null);
	#all = $state.raw<readonly KeptVersion[] | null>(null);
	#shown = $state.raw<Shown | null>(null);

	constructor(
		shelf: RecipeShelf,
		services: Pick<Services, 'recipe' | 'recipes' | 'history' | 'notices'>,
		onchange: () => Promise<void>
	) {
		this.#shelf = shelf;
		this.#services = services;
		this.#onchange = onchange;
	}

	/** Whose versions are looked at; null for nobody's. */
	get entry(): ShelfEntry | null {
		return this.#entry;
	}

	/** The newest first; null before it was looked for them. */
	get all(): readonly KeptVersion[] | null {
		return this.#all;
	}

	get shown(): Shown | null {
		return this.#shown;
	}

	open(entry: ShelfEntry): Promise<void> {
		this.#entry = entry;
		this.#all = null;
		this.#shown = null;
		return this.#services.notices.guarded(async () => {
			this.#all = (await this.#shelf.versionsOf(entry.id)).reverse();
			const other = this.#all.find(({ text }) => text !== entry.text);
			if (other !== undefined) await this.show(other);
		});
	}

	leave(): void {
		this.#entry = null;
	}

	/** What changed from that version to the recipe as it stands. */
	async show(version: KeptVersion): Promise<void> {
		const entry = this.#entry;
		if (entry === null) return;
		const diff = hunksOf(await lineDiff(version.text, entry.text));
		if (this.#entry === entry) this.#shown = { version, ...diff };
	}

	/** The recipe is as that version has it; what it was before is a version too, and can be taken back. */
	restore({ text, until }: KeptVersion): Promise<void> {
		const entry = this.#entry;
		this.leave();
		const { notices, recipe, recipes, history } = this.#services;
		if (entry === null) return Promise.resolve();
		const made = `“${entry.title}” is as it was on ${timeText(until)}.`;
		const undone = `“${entry.title}” is as it was before.`;
		return notices.guarded(async () => {
			if (recipe.text === entry.text) return void (await recipes.rewrite(text, { made, undone }));
			const give = async (standing: string) => {
				await this.#shelf.setText(entry.id, standing);
				await this.#onchange();
			};
			await give(text);
			history.add(exchange(entry.text, text, give, (_, again) => (again ? undone : made)));
		});
	}
}

/** A moment of ISO 8601, to the second. */
export function timeText(at: string): string {
	return `${at.slice(0, 19).replace('T', ' ')} UTC`;
}
