import type { Component } from 'svelte';
import { messageOf } from '#lib/failure.ts';

/** A component on its way, or here. */
export class Coming<Props extends object> {
	readonly #load: () => Promise<{ default: Component<Props> }>;
	#Part = $state.raw<Component<Props> | null>(null);
	#failure = $state.raw<string | null>(null);

	constructor(load: () => Promise<{ default: Component<Props> }>) {
		this.#load = load;
	}

	/** Null as long as it is not here. */
	get Part(): Component<Props> | null {
		return this.#Part;
	}

	/** Why it did not come; null where it may still. */
	get failure(): string | null {
		return this.#failure;
	}

	/** @throws what stands in the way of it */
	async bring(): Promise<void> {
		if (this.#Part !== null) return;
		this.#Part = (await this.#load()).default;
		this.#failure = null;
	}

	/** For who looks at it, and is told what stands in the way of it. */
	show(): void {
		this.bring().catch((error: unknown) => (this.#failure = messageOf(error)));
	}
}
