import { messageOf } from '#lib/failure.ts';
import type { Notice } from './workbench.ts';

/** Sentences that the analyst should read, newest last. */
export class Notices {
	#all = $state.raw<readonly Notice[]>([]);

	get all(): readonly Notice[] {
		return this.#all;
	}

	say(kind: Notice['kind'], text: string): void {
		this.#all = [...this.#all, { kind, text }];
	}

	dismiss(notice: Notice): void {
		this.#all = this.#all.filter((other) => other !== notice);
	}

	/** What a person did and could not be done is told, and nothing else is lost. */
	async guarded(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			this.say('failure', messageOf(error));
		}
	}
}
