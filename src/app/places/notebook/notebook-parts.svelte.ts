import type { Services } from '../../services/services.ts';
import { focusItem } from './focus.ts';
import { itemsOf, type NotebookItem } from './items.ts';

/** The parts of the recipe at hand, and which of them has the focus. */
export class NotebookParts {
	readonly #services: Pick<Services, 'recipe'>;
	/** Place of the item that has, or had last, the focus. */
	at = $state(0);
	readonly items = $derived.by(() => itemsOf(this.#services.recipe.notebook));

	constructor(services: Pick<Services, 'recipe'>) {
		this.#services = services;
	}

	get current(): NotebookItem | undefined {
		return this.items[Math.min(this.at, this.items.length - 1)];
	}

	move(way: 1 | -1): Promise<void> {
		return this.focus(Math.max(0, Math.min(this.items.length - 1, this.at + way)));
	}

	async focus(at: number): Promise<void> {
		this.at = at;
		await focusItem(at);
	}
}
