import type { Brushed } from '../../../src/engine/brush/time-parts.ts';
import type { AsBrushed, BrushedPage, Brushing } from '../../../src/ui/following.svelte.ts';

/** A brush that is moved by the bench. */
export class BenchBrush implements Brushing {
	readonly #of: (brushed: Brushed | null) => BrushedPage;
	#brushed = $state.raw<Brushed | null>(null);

	/** @param of what makes a page of rows one of those that are brushed; of null one that is made ready */
	constructor(of: (brushed: Brushed | null) => BrushedPage) {
		this.#of = of;
	}

	get key(): string | null {
		return this.#brushed === null ? null : `${this.#brushed.from} ${this.#brushed.to}`;
	}

	holding(): AsBrushed {
		const brushed = this.#brushed;
		return (page) => ({ ...page, ...this.#of(brushed) });
	}

	readonly ready: AsBrushed = (page) => ({ ...page, ...this.#of(null) });

	move(brushed: Brushed): void {
		this.#brushed = brushed;
	}
}
