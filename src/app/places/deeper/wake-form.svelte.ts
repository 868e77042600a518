import type { Told } from '#notebook/error-words.ts';

/**
 * A condition that is being written. One that cannot be asked is let through at the second press alone: it may be
 * meant for data that is not loaded yet.
 */
export class WakeForm {
	#condition = $state('');
	#fault = $state.raw<Told | 'none' | null>(null);
	#warned = $state(false);

	constructor(condition: string) {
		this.#condition = condition;
	}

	get condition(): string {
		return this.#condition;
	}
	set condition(condition: string) {
		if (condition === this.#condition) return;
		this.#condition = condition;
		this.#fault = null;
		this.#warned = false;
	}

	/** What is wrong with it; null while that is not known. */
	set fault(fault: Told | 'none' | null) {
		this.#fault = fault;
	}

	/** True once somebody wanted to keep it although it cannot be asked. */
	get warned(): boolean {
		return this.#warned;
	}

	/** As it is to be kept; null where there is none. */
	get kept(): string | null {
		const bare = this.#condition.trim();
		return bare === '' ? null : bare;
	}

	/** Whether it may be kept: what is not known of it yet is found out first. */
	async letsThrough(check: (condition: string) => Promise<Told | null>): Promise<boolean> {
		const { kept } = this;
		if (kept === null || this.#warned) return true;
		this.#fault ??= (await check(kept)) ?? 'none';
		this.#warned = this.#fault !== 'none';
		return !this.#warned;
	}
}
