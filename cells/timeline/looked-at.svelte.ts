import { isCancelled, messageOf } from '#lib/failure.ts';
import type { AskRows } from '../drawn-rows.svelte.ts';
import type { Viewed } from '../shown.ts';
import type { InView } from './timeline.ts';
import type { Stretch } from './timeline-sql.ts';

/** Milliseconds that nothing is moved for before the database is asked about what is looked at. */
const REST = 60;

type See = (view: Stretch, ask: AskRows) => Promise<InView>;

/** The part of a timeline that is looked at, and what is known of it: what comes late is dropped. */
export class LookedAt {
	readonly extent: Stretch;
	#view: Stretch;
	#seen: InView;
	#failure = $state.raw<string | null>(null);
	#asking = $state(false);
	#cancel = new AbortController();
	#rest: ReturnType<typeof setTimeout> | undefined;
	readonly #ask: Viewed['ask'];
	readonly #see: See;

	constructor(first: InView, extent: Stretch, { ask, see }: { ask: Viewed['ask']; see: See }) {
		this.extent = extent;
		this.#view = $state.raw(first.view);
		this.#seen = $state.raw(first);
		this.#ask = ask;
		this.#see = see;
	}

	get view(): Stretch {
		return this.#view;
	}
	/** What was seen last, which need not reach to the ends of the view while that is asked about. */
	get seen(): InView {
		return this.#seen;
	}
	/** Why the view could not be asked about; null where it could. */
	get failure(): string | null {
		return this.#failure;
	}
	get asking(): boolean {
		return this.#asking;
	}

	/** @param rest whether more of the kind may follow at once, as of a wheel. @returns once what is there is known */
	show(view: Stretch, rest = false): Promise<void> {
		this.#view = view;
		this.cancel();
		if (!rest) return this.#look();
		return new Promise((done) => {
			this.#rest = setTimeout(() => void this.#look().then(done), REST);
		});
	}

	cancel(): void {
		clearTimeout(this.#rest);
		this.#cancel.abort();
	}

	async #look(): Promise<void> {
		const { signal } = (this.#cancel = new AbortController());
		this.#asking = true;
		try {
			const seen = await this.#see(this.#view, (sql, limit) => {
				signal.throwIfAborted();
				return this.#ask(sql, { offset: 0, limit, again: false, signal });
			});
			if (signal.aborted) return;
			this.#seen = seen;
			this.#failure = null;
		} catch (error) {
			if (!signal.aborted && !isCancelled(error)) this.#failure = messageOf(error);
		} finally {
			if (!signal.aborted) this.#asking = false;
		}
	}
}
