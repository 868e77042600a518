import type { Result } from '#engine/duckdb/engine.ts';
import { Failure, isCancelled, messageOf } from '#lib/failure.ts';
import { Following, type AsBrushed, type Brushing } from '#ui/following.svelte.ts';
import type { Viewed } from './shown.ts';

/** Asks the database for rows of a drawing, at most so many. */
export type AskRows = (sql: string, limit: number) => Promise<Result>;

/** How a picture is made of the rows of a cell; null where there are none to draw. */
export type MakePicture<Picture> = (ask: AskRows) => Promise<Picture | null>;

/** The same picture of other rows, by the same axes where those follow from rows themselves. */
export type RemakePicture<Picture> = (picture: Picture, ask: AskRows) => Promise<Picture | null>;

type State = 'loading' | 'done' | 'failed' | 'cancelled';

/** What is drawn of the rows of a cell, once it is known. */
export class DrawnRows<Picture> {
	#state = $state.raw<State>('loading');
	#picture = $state.raw<Picture | null>(null);
	#failure = $state.raw<string | null>(null);
	#cancel = new AbortController();
	readonly #ask: Viewed['ask'];
	readonly #make: MakePicture<Picture>;
	readonly #remake: RemakePicture<Picture>;
	/** Tells which rows of the statement are drawn; null before that was told. */
	#selected: string | null = null;
	readonly #following = new Following<{ picture: Picture | null }>((as) => this.#brushed(as));

	/** @param remake of the rows that a brush holds; as it is made else */
	constructor(
		ask: Viewed['ask'],
		make: MakePicture<Picture>,
		remake: RemakePicture<Picture> = (_, ask) => make(ask)
	) {
		this.#ask = ask;
		this.#make = make;
		this.#remake = remake;
	}

	get state(): State {
		return this.#state;
	}
	/** Null where there are no rows, or nothing is known yet. */
	get picture(): Picture | null {
		const { found } = this.#following;
		return found === null ? this.#picture : found.picture;
	}
	/** Whether the picture is of other rows than those that are selected. */
	get isBehind(): boolean {
		const { isBehind, isOfLast } = this.#following;
		return isBehind || (this.#state === 'loading' && this.#picture !== null && !isOfLast);
	}
	/** Whether it is so until the brush is let go. */
	get waitsForBrush(): boolean {
		return this.#following.waits;
	}
	get failure(): string | null {
		return this.#failure;
	}

	cancel(): void {
		this.#cancel.abort();
	}

	/**
	 * Goes along with what is selected: where those are other rows they are drawn, and the picture of before stands
	 * until then. @param selected tells which rows those are
	 */
	heed(selected: string, brush: Brushing | null): void {
		const isOther = this.#selected !== null && this.#selected !== selected;
		this.#selected = selected;
		this.#following.heed(brush);
		if (isOther) void this.draw();
		else if (this.#state !== 'loading') this.#following.settle();
	}

	/** @param again whether a person wants what failed once more */
	async draw(again = false): Promise<void> {
		this.#cancel.abort();
		this.#state = 'loading';
		this.#failure = null;
		const { signal } = (this.#cancel = new AbortController());
		const ask: AskRows = (sql, limit) => {
			signal.throwIfAborted();
			return this.#ask(sql, { offset: 0, limit, again, signal });
		};
		try {
			const picture = await this.#make(ask);
			if (this.#cancel.signal !== signal) return;
			this.#picture = picture;
			this.#state = 'done';
			this.#following.settle();
		} catch (error) {
			if (this.#cancel.signal !== signal) return;
			const ended = isCancelled(error) || signal.aborted;
			this.#failure = ended ? null : messageOf(error);
			this.#state = ended ? 'cancelled' : 'failed';
		}
	}

	async #brushed(as: AsBrushed): Promise<{ picture: Picture | null }> {
		const picture = this.#picture;
		if (picture === null) throw new Failure('query failed', 'there is no picture yet');
		const { signal } = new AbortController();
		const ask: AskRows = (sql, limit) => this.#ask(sql, as({ offset: 0, limit, signal }));
		return { picture: await this.#remake(picture, ask) };
	}
}
