import { InTurn } from '#lib/in-turn.ts';
import type { Notices } from './services/notices.svelte.ts';
import { mergeInvestigation } from './services/storage/merge-investigation.ts';
import type { KeptInvestigation, Storage } from './services/storage.ts';

type Stand = Omit<KeptInvestigation, 'workspace'>;

/** A case that is open, or was. */
interface Open {
	readonly workspace: string;
	/** What this tab took over or kept last; null for nothing. */
	known: Stand | null;
}

/**
 * Keeps where the open case stands: recipe, values and alert. What was changed is written, and never an old copy
 * over something newer that another tab wrote.
 */
export class CaseKeeper {
	readonly #storage: Promise<Storage>;
	readonly #notices: Notices;
	/** Null before a case is open. */
	#open: Open | null = null;
	readonly #turns = new InTurn();

	constructor(storage: Promise<Storage>, notices: Notices) {
		this.#storage = storage;
		this.#notices = notices;
	}

	/** Goes over to a case, of which `kept` is known. */
	open(workspace: string, kept: KeptInvestigation | null): void {
		this.#open = { workspace, known: kept };
	}

	/** Nothing of a case is written before it is open. */
	close(): void {
		this.#open = null;
	}

	/** What is kept later must know of what was kept before: else it would look like another tab's. */
	async keep(now: Stand): Promise<void> {
		const open = this.#open;
		if (open !== null) await this.#turns.run(() => this.#write(open, now));
	}

	async #write(open: Open, now: Stand): Promise<void> {
		const { workspace, known } = open;
		let refused: readonly string[] = [];
		await (
			await this.#storage
		).changeInvestigation(workspace, (kept) => {
			const merged = mergeInvestigation(known, now, kept);
			refused = merged.refused;
			return { workspace, ...merged.investigation };
		});
		// Of what another tab changed the page shows the old still: that must not look like a change of its own.
		if (refused.length === 0) open.known = now;
		else if (this.#open === open) this.#notices.say('warning', notKept(refused));
	}
}

function notKept(refused: readonly string[]): string {
	return `${refused.join(' and ')} of this case was changed in another tab too: the change made there is kept, and yours is only on this page. Load the page again to see the other, or save your recipe as a file first`;
}
