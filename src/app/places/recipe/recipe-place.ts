import type { MenuItem } from '#ui/menu.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import { copied } from '../../services/copied.ts';
import { saveText } from '../../services/files.ts';
import type { Capabilities, Services } from '../../services/services.ts';

/** The recipe at hand: what it asks, its values, and the ways to hand it over. */
export class RecipePlace implements PlaceState {
	readonly services: Services;
	readonly shares: readonly MenuItem[] = [
		{ name: 'file', title: 'Save the recipe as a file', act: () => this.save() },
		{ name: 'link', title: 'Copy a link with the recipe', act: () => void this.copy('link') },
		{ name: 'text', title: 'Copy the recipe as text', act: () => void this.copy('text') }
	];
	readonly offers: Pick<Capabilities, 'shares'> = { shares: () => this.shares };
	readonly commands: readonly Command[] = [
		{ id: 'recipe', title: 'Open a recipe', group: 'action', act: () => this.choose() },
		{ id: 'save', title: 'Save the recipe as a file', group: 'action', act: () => this.save() },
		{
			id: 'link',
			title: 'Copy a link to the recipe',
			group: 'action',
			act: () => void this.copy('link')
		}
	];

	constructor(services: Services) {
		this.services = services;
	}

	get badge(): string {
		return this.services.recipe.edited ? 'edited' : '';
	}

	/** One from elsewhere waits to be let in, and nothing runs before. */
	get isFirst(): boolean {
		return this.services.recipe.incoming !== null;
	}

	choose(): void {
		this.services.ask('chooseFiles')?.('.md,.markdown');
	}

	save(): void {
		const { text, notebook } = this.services.recipe;
		saveText(`${notebook?.id ?? 'recipe'}.md`, text);
	}

	async copy(what: 'link' | 'text'): Promise<void> {
		const { recipe, recipes, voice } = this.services;
		const carried = what === 'link' ? recipes.recipeLink() : recipe.text;
		const instead = 'save the recipe as a file instead';
		voice.say(await copied(carried, `${what} of the recipe`, instead));
	}
}
