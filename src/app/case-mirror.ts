import { InTurn } from '#lib/in-turn.ts';
import type { CaseKeeper } from './case-keeper.ts';
import type { DataHome } from './data-home.ts';
import type { History } from './services/history.svelte.ts';
import type { Notices } from './services/notices.svelte.ts';
import type { OpenCase } from './open-case.svelte.ts';
import type { RecipeDesk } from './recipe-desk.ts';
import type { RecipeStore } from './recipe-store.svelte.ts';
import type { KeptInvestigation, Storage } from './services/storage.ts';
import type { Channel, TabMessage } from './services/tabs.ts';

export interface MirrorParts {
	channel: Channel;
	storage: Promise<Storage>;
	notices: Notices;
	history: History;
	case: OpenCase;
	keeper: CaseKeeper;
	home: DataHome;
	recipe: RecipeStore;
	desk: RecipeDesk;
	/** Lets those parts of the page follow that keep a collection of their own; null for all of them. */
	refreshPlaces(collection: string | null, writes: boolean): Promise<void>;
	/** Called once sources came or went. */
	ondata(): Promise<void>;
	/** Called once the recipe or a value of it is another. */
	onrecipe(): Promise<void>;
}

type KeptMessage = Extract<TabMessage, { kind: 'kept' }>;

/** Shows what another tab keeps: of the case that it writes and this one reads, and of what all cases share. */
export class CaseMirror {
	readonly #parts: MirrorParts;
	readonly #turns = new InTurn();

	constructor(parts: MirrorParts) {
		this.#parts = parts;
		parts.channel.onMessage((message) => {
			if (message.kind === 'kept') void this.#inTurn(() => this.#follow(message));
		});
	}

	/** Everything of the case, which this tab may have missed a part of. */
	followAll(): Promise<void> {
		return this.#inTurn(async () => {
			await this.#parts.refreshPlaces(null, true);
			await this.#followRecipe();
			await this.#followSources();
		});
	}

	#inTurn(work: () => Promise<void>): Promise<void> {
		return this.#turns.run(() => this.#parts.notices.guarded(work));
	}

	async #follow({ place, key }: KeptMessage): Promise<void> {
		const { case: open, refreshPlaces } = this.#parts;
		if (place === 'sources' && !open.isOwn) return open.arrival.lookForOwn();
		if (place === 'cases') return open.heedCases();
		const writes = open.role === 'writes';
		if (place === 'sources' && !writes) return this.#followSources();
		if (place === 'investigations' && !writes && key === open.name)
			return this.#followRecipe(() => open.reopen());
		return refreshPlaces(place, writes);
	}

	async #followSources(): Promise<void> {
		const { case: open, home, ondata } = this.#parts;
		if (open.isOwn && (await home.follow())) void ondata();
	}

	/** @param onnone what is done where none is kept any more */
	async #followRecipe(onnone = async () => undefined as void): Promise<void> {
		const { storage, case: open, keeper, recipe, desk, history, onrecipe } = this.#parts;
		const kept = await (await storage).investigation(open.name);
		if (kept === null) return onnone();
		keeper.open(open.name, kept);
		if (isShown(kept, recipe)) return;
		desk.openKept(kept, recipe.text);
		history.clear();
		await desk.setAllParameters();
		// The run may take long, and what else was kept is not to wait for it.
		void onrecipe();
	}
}

function isShown(kept: KeptInvestigation, { text, openedText, values }: RecipeStore): boolean {
	const isSame = Object.entries(kept.values).every(([name, value]) => values[name] === value);
	return kept.recipeText === text && kept.openedText === openedText && isSame;
}
