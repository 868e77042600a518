import { messageOf } from '#lib/failure.ts';

export interface Notice {
	kind: 'information' | 'warning' | 'failure';
	text: string;
}

/**
 * What a sentence speaks of. What speaks of the case, of the recipe that was opened in it, or of an alert under
 * that recipe goes from the page with what it speaks of; what speaks of the page stays.
 */
export type Subject = 'page' | 'case' | 'recipe' | 'alert';

/** What is at hand of each kind, as text that is another for another. */
export type AtHand = Record<Exclude<Subject, 'page'>, string>;

interface Kept {
	notice: Notice;
	about: Subject;
	/** What was at hand when it came up. */
	of: string;
}

/** Sentences that the analyst should read, newest last. */
export class Notices {
	#kept = $state.raw<readonly Kept[]>([]);
	readonly #atHand: () => AtHand;
	readonly #all = $derived.by(() =>
		this.#kept.filter((kept) => this.#stands(kept)).map(({ notice }) => notice)
	);

	constructor(atHand: () => AtHand = () => ({ case: '', recipe: '', alert: '' })) {
		this.#atHand = atHand;
	}

	get all(): readonly Notice[] {
		return this.#all;
	}

	/**
	 * @param about what it speaks of, as that is now
	 * @returns what can be dismissed once it is so no longer
	 */
	say(kind: Notice['kind'], text: string, about: Subject = 'page'): Notice {
		const notice: Notice = { kind, text };
		this.#keep({ notice, about, of: this.#of(about) });
		return notice;
	}

	dismiss(notice: Notice): void {
		this.#kept = this.#kept.filter((other) => other.notice !== notice);
	}

	/**
	 * What a person did and could not be done is told, and nothing else is lost.
	 * @param about what the work is about, as that is when it begins
	 */
	async guarded(work: () => Promise<void>, about: Subject = 'page'): Promise<void> {
		const of = this.#of(about);
		try {
			await work();
		} catch (error) {
			this.#keep({ notice: { kind: 'failure', text: messageOf(error) }, about, of });
		}
	}

	/** Those that have gone are gone: what comes back has been looked at anew. */
	#keep(kept: Kept): void {
		this.#kept = [...this.#kept, kept].filter((each) => this.#stands(each));
	}

	#stands({ about, of }: Kept): boolean {
		return of === this.#of(about);
	}

	#of(about: Subject): string {
		return about === 'page' ? '' : this.#atHand()[about];
	}
}
