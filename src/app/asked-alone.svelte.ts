import { OVER_ALL } from '#investigation/alone.ts';
import type { Situation } from '#investigation/basis.ts';
import type { Investigator } from '#investigation/investigator.ts';
import type { Variables } from '#investigation/parameters.ts';
import { resultOf, type Findings } from '#investigation/result-of.ts';
import { isCancelled, isEngineLost } from '#lib/failure.ts';
import type { InTurn } from '#lib/in-turn.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { Present } from './present.svelte.ts';
import type { AloneState } from './services/investigation-state.ts';

interface Asked {
	variables: Variables;
	/** About the alert at hand. */
	investigator: Investigator;
	/** Where there is none. */
	overAll: Investigator;
}

export interface AskedAloneParts {
	present: Present;
	desk: () => Promise<Asked>;
	/** Behind a run that is under way. */
	turns: InTurn;
	/** What is found about the alert at hand stands with what its run found. */
	tell(findings: Findings): void;
}

/** Checks that no path asks, and what is asked where no alert is at hand: each where somebody looks at it. */
export class AloneStore implements AloneState {
	readonly #parts: AskedAloneParts;
	#findings = $state.raw<Findings | null>(null);
	#cancel = new AbortController();
	/** Ids of the cells that are being asked, or wait for that. */
	asking = $state.raw<ReadonlySet<string>>(new Set());
	/** Over all data; null where an alert is at hand, or nothing was asked. */
	readonly overAll = $derived.by(() => {
		const { present } = this.#parts;
		const now = present.situation === null ? present.overAll : null;
		return this.#findings === null || now === null ? null : resultOf(this.#findings, now, 'ended');
	});

	constructor(parts: AskedAloneParts) {
		this.#parts = parts;
	}

	/** What is found holds for what there is when its turn comes. */
	async ask(cell: string, prepare: (notebook: Notebook) => Promise<void>): Promise<void> {
		if (this.asking.has(cell)) return;
		this.#mark(cell, true);
		const { signal } = this.#cancel;
		try {
			await this.#parts.turns.run(() => this.#ask(cell, prepare, signal));
		} catch (error) {
			if (!isCancelled(error) && !isEngineLost(error)) throw error;
		} finally {
			this.#mark(cell, false);
		}
	}

	/** Ends what is being asked, and what waits. */
	cancel(): void {
		this.#cancel.abort();
		this.#cancel = new AbortController();
	}

	async #ask(
		cell: string,
		prepare: (notebook: Notebook) => Promise<void>,
		signal: AbortSignal
	): Promise<void> {
		const { present, desk, tell } = this.#parts;
		const { variables, investigator, overAll } = await desk();
		const now = present.live() ?? present.liveOverAll();
		if (now === null || signal.aborted) return;
		const isOverAll = now.alertId === OVER_ALL;
		const asked = isOverAll ? overAll : investigator;
		await prepare(now.notebook);
		await turned(asked, variables, now);
		const onChange = isOverAll ? (found: Findings) => void (this.#findings = found) : tell;
		await asked.askAlone(cell, { signal, onChange });
	}

	#mark(cell: string, isAsked: boolean): void {
		const asking = new Set(this.asking);
		if (isAsked) asking.add(cell);
		else asking.delete(cell);
		this.asking = asking;
	}
}

async function turned(asked: Investigator, variables: Variables, now: Situation): Promise<void> {
	await variables.give(now.notebook.parameters, now.world.values);
	if (!asked.isAt(now)) await asked.turnTo(now);
}
