import { attentionKey, compare } from '#compare/compare.ts';
import { differences, type Basis } from '#investigation/basis.ts';
import type { InvestigationResult } from '#investigation/result.ts';
import type { Present } from './present.svelte.ts';
import type { ShownComparison } from './services/investigation-state.ts';

/** What a run came to in its end. */
interface Ended {
	basis: Basis;
	recipe: string;
	at: bigint;
	result: InvestigationResult;
}

/** Seconds that the analyst looked at the steps of an alert, by path and cell. */
interface Attended {
	alertId: string;
	seconds: ReadonlyMap<string, number>;
}

/** The paths of a run held against each other, with how long the analyst looked at their steps. */
export class RunComparison {
	readonly #present: Present;
	#ended = $state.raw<Ended | null>(null);
	#attended = $state.raw<Attended>({ alertId: '', seconds: new Map() });

	constructor(present: Present) {
		this.#present = present;
	}

	/** A run came to its end. */
	end(ended: Ended): void {
		this.#ended = ended;
	}

	/** The analyst looked at a step of the alert at hand. */
	attend(path: string, cell: string, seconds: number): void {
		const alertId = this.#present.situation?.alertId ?? '';
		const known = this.#attended.alertId === alertId ? this.#attended.seconds : new Map();
		const key = attentionKey(path, cell);
		this.#attended = {
			alertId,
			seconds: new Map(known).set(key, (known.get(key) ?? 0) + seconds)
		};
	}

	/** Of the paths once each has come to its end; until then the last one of the alert, as what it is. */
	of(result: InvestigationResult | null): ShownComparison | null {
		if (result === null) return null;
		if (result.paths.every(({ concluded }) => concluded))
			return { ...this.#compared(result), earlier: null };
		const ended = this.#ended;
		const now = this.#present.situation!;
		if (ended?.result.alert.alert_id !== now.alertId || ended.recipe !== now.notebook.id)
			return null;
		const differs = differences(ended.basis, this.#present.basis!);
		return { ...this.#compared(ended.result), earlier: { at: ended.at, differs } };
	}

	#compared(result: InvestigationResult): Omit<ShownComparison, 'earlier'> {
		const { alertId, seconds } = this.#attended;
		const attention = alertId === result.alert.alert_id ? seconds : new Map<string, number>();
		return { comparison: compare(result, attention), result };
	}
}
