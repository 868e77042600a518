import type { Cell } from '#notebook/notebook.ts';
import type { Bases } from './basis.ts';
import type { GivenVerdict } from './given-verdict.ts';
import { SupposedSteps } from './scenario-steps.ts';

/** What a conclusion said over lists of steps, each by the text of its steps. */
export interface SaidVerdicts {
	readonly given: Map<string, GivenVerdict>;
	/** The different outcomes over all combinations of the steps that are open, behind those that are given. */
	readonly every: Map<string, (string | null)[]>;
}

/**
 * The steps of one alert as they are supposed, and what conclusions said over them: that is not asked for again while it
 * stands on the same.
 */
export class KeptVerdicts {
	readonly supposed = new SupposedSteps();
	#bases!: Bases;
	readonly #kept = new Map<string, { key: string; said: SaidVerdicts }>();

	turnTo(bases: Bases): void {
		this.#bases = bases;
		this.supposed.turnTo(bases.now.notebook.analysis.checks);
	}

	/** What is kept of a conclusion for what it stands on now; what it said before that is forgotten. */
	of(cell: Cell): SaidVerdicts {
		const { key } = this.#bases.of(cell);
		const kept = this.#kept.get(cell.spec.id);
		if (kept?.key === key) return kept.said;
		const said = { given: new Map(), every: new Map() };
		this.#kept.set(cell.spec.id, { key, said });
		return said;
	}

	clear(): void {
		this.#kept.clear();
	}
}
