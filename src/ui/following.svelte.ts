import type { PageBrush } from '#engine/paging/rows-of-page.ts';

/** A page of the rows that a brush holds has it in itself. */
export interface BrushedPage {
	brush?: PageBrush;
}

/** Makes a page of rows one of those that a brush holds. */
export type AsBrushed = <Page extends object>(page: Page) => Page & BrushedPage;

/** A brush that is drawn elsewhere on the page, as what shows rows of it takes it. Getters are reactive. */
export interface Brushing {
	/** Changes with each move of the brush; null while none is drawn. */
	readonly key: string | null;
	/** How pages are asked of the rows that it holds now, also when it has moved on since. */
	holding(): AsBrushed;
	/** How pages are asked where they are to be made ready for any move: no row comes. */
	readonly ready: AsBrushed;
}

/**
 * What is found of the rows that a brush holds while it is drawn: one asking at a time, and of the moves meanwhile the
 * last alone. All getters are reactive.
 */
export class Following<Found> {
	readonly #make: (as: AsBrushed) => Promise<Found>;
	/** Without a key where it is of a brush of before. */
	#found = $state.raw<{ key: string | null; found: Found } | null>(null);
	#wanted = $state.raw<string | null>(null);
	/** Whether it was found that it does not follow this brush. */
	#cannot = $state.raw(false);
	#brush: Brushing | null = null;
	#running = false;
	#last: string | null = null;

	/** @param make asks with pages as they are given to it */
	constructor(make: (as: AsBrushed) => Promise<Found>) {
		this.#make = make;
	}

	/** Of a move of the brush, the last of which there is an answer; null where none was drawn. */
	get found(): Found | null {
		return this.#found?.found ?? null;
	}

	/** Whether what stands is of other rows than those that the brush holds. */
	get isBehind(): boolean {
		return this.#wanted !== null && this.#found?.key !== this.#wanted;
	}

	/** Whether what was found is of the last move that there was. */
	get isOfLast(): boolean {
		return this.#found !== null && this.#found.key === this.#last;
	}

	/** Whether it stays behind until the brush is let go. */
	get waits(): boolean {
		return this.#wanted !== null && this.#cannot;
	}

	/** Goes along with a brush, as far as it is drawn; null for none. */
	heed(brush: Brushing | null): void {
		if (brush !== null && brush !== this.#brush) this.#goOverTo(brush);
		this.#brush = brush;
		this.#wanted = brush?.key ?? null;
		this.#last = this.#wanted ?? this.#last;
		if (this.#wanted === null) this.#cannot = false;
		else if (!this.#running && !this.#cannot) void this.#run();
	}

	/** What stands is of the rows of now, unless a brush is drawn. */
	settle(): void {
		if (this.#wanted === null) this.#found = null;
	}

	/** At the same place it may hold other rows than the one before. */
	#goOverTo(brush: Brushing): void {
		if (this.#found !== null) this.#found = { ...this.#found, key: null };
		// What cannot be made ready is told once it is wanted.
		this.#make(brush.ready).catch(() => undefined);
	}

	async #run(): Promise<void> {
		this.#running = true;
		while (this.isBehind && !this.#cannot) await this.#follow(this.#brush!, this.#wanted!);
		this.#running = false;
	}

	async #follow(brush: Brushing, key: string): Promise<void> {
		try {
			const found = await this.#make(brush.holding());
			if (brush === this.#brush) this.#found = { key, found };
		} catch {
			if (brush === this.#brush) this.#cannot = this.#wanted !== null;
		}
	}
}
