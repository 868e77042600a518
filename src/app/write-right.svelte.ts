import { lockOf } from './case-lock.ts';
import type { HeldCase, TabMessage, Tabs } from './services/tabs.ts';
import type { CaseRole } from './services/case-state.ts';

export interface WriteRightParts {
	tabs: Tabs;
	/** Resolves once all is kept that this tab has at hand. */
	finish(): Promise<void>;
	/** This tab writes the case that it read before. */
	onwrites(): Promise<void>;
	/** This tab reads the case that it wrote before. */
	onreads(): Promise<void>;
}

/** How long a tab may take to say that it heard, in milliseconds: one that is frozen never does. */
const PATIENCE = 1_500;

/**
 * Of the tabs that have one case open, one writes it and the others read it. Whoever comes first writes; another
 * can take over, and does so by itself once the writer is closed.
 */
export class WriteRight {
	readonly #parts: WriteRightParts;
	#role = $state.raw<CaseRole>('writes');
	#case = '';
	#held: HeldCase | null = null;
	#waiting = new AbortController();
	/** Who waits for an answer of the tab that writes. */
	#answered: (kind: TabMessage['kind']) => void = () => undefined;

	constructor(parts: WriteRightParts) {
		this.#parts = parts;
		parts.tabs.channel.onMessage((message) => this.#hear(message));
	}

	get role(): CaseRole {
		return this.#role;
	}

	/** Goes over to a case, to write it where no other tab does. */
	async enter(name: string): Promise<void> {
		if (name === this.#case) return;
		this.#leave();
		this.#case = name;
		this.#role = 'asking';
		const held = await this.#ask('if free');
		if (this.#case !== name) return held?.release();
		if (held !== null) return this.#take(held);
		this.#role = 'reads';
		void this.#wait();
	}

	/** Writes what another tab wrote so far, once that has kept all that it has at hand. */
	async takeOver(): Promise<void> {
		if (this.#role !== 'reads') return;
		this.#role = 'taking over';
		const name = this.#case;
		await this.#askToGiveWay();
		if (this.#case !== name || this.#isWriting()) return;
		this.#waiting.abort();
		const held = await this.#ask('at once');
		if (this.#case !== name || held === null) return held?.release();
		this.#take(held);
		await this.#parts.onwrites();
	}

	#isWriting(): boolean {
		return this.#role === 'writes';
	}

	#leave(): void {
		this.#waiting.abort();
		this.#held?.release();
		this.#held = null;
	}

	#take(held: HeldCase): void {
		this.#held = held;
		this.#role = 'writes';
		void held.lost.then(() => this.#lost(held));
	}

	/** Another tab has taken it: this one was asked before, or could not answer in time. */
	async #lost(held: HeldCase): Promise<void> {
		if (this.#held !== held) return;
		this.#held = null;
		const asked = this.#role === 'reads';
		this.#role = 'reads';
		void this.#wait();
		if (!asked) await this.#parts.onreads();
	}

	/** Writes as soon as no other tab does, because the one that did was closed. */
	async #wait(): Promise<void> {
		const name = this.#case;
		this.#waiting = new AbortController();
		const { signal } = this.#waiting;
		const held = await this.#ask('in turn', signal);
		if (held === null) return;
		if (signal.aborted || this.#case !== name) return held.release();
		this.#take(held);
		this.#answered('gave way');
		await this.#parts.onwrites();
	}

	async #ask(
		way: 'if free' | 'in turn' | 'at once',
		signal?: AbortSignal
	): Promise<HeldCase | null> {
		try {
			return await this.#parts.tabs.rights.ask(lockOf(this.#case), way, signal);
		} catch (error) {
			if (signal?.aborted) return null;
			throw error;
		}
	}

	/** Resolves once the other tab gave way, or does not answer. */
	#askToGiveWay(): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, PATIENCE);
			this.#answered = (kind) => {
				if (kind === 'finishing') clearTimeout(timer);
				if (kind === 'gave way') resolve();
			};
			this.#post('give way');
		});
	}

	#hear(message: TabMessage): void {
		if (message.kind === 'kept' || message.of !== this.#case) return;
		if (message.kind === 'give way') void this.#giveWay();
		else this.#answered(message.kind);
	}

	/** From here on nothing is changed any more; what is at hand is kept first. */
	async #giveWay(): Promise<void> {
		const held = this.#held;
		if (held === null || this.#role !== 'writes') return;
		this.#post('finishing');
		this.#role = 'reads';
		await this.#parts.finish();
		await this.#parts.onreads();
		if (this.#held === held) this.#post('gave way');
	}

	#post(kind: 'give way' | 'finishing' | 'gave way'): void {
		this.#parts.tabs.channel.post({ kind, of: this.#case });
	}
}
