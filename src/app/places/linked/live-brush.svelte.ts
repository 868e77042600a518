import { BrushSums, SumsRoom } from '#engine/brush/brush-sums.ts';
import type { Brushed, BrushAxis } from '#engine/brush/time-parts.ts';
import { selectionSql, type RowChoices } from '#engine/sql/condition.ts';
import type { Brushing } from '#ui/following.svelte.ts';

/** A brush that may be drawn: over which axis, and where. */
export interface HeldBrush {
	/** Where it is drawn, as clauses of the selection say it. */
	readonly source: string;
	readonly axis: BrushAxis;
	/** Tells of the rows and values that there are. */
	readonly basis: string;
}

/** What follows one place that asks for rows. */
interface Follower {
	readonly key: string;
	readonly sums: BrushSums;
	readonly brushing: Brushing;
}

/**
 * The brush that is drawn on the page, and the sums by which what is shown elsewhere follows it. They are made once
 * something is about to be drawn, and are kept until rows or values are others.
 */
export class LiveBrush {
	readonly #room = new SumsRoom();
	readonly #followers = new Map<string, Follower>();
	#held = $state.raw<HeldBrush | null>(null);
	#brushed = $state.raw<Brushed | null>(null);

	/** Null while none is about to be drawn. */
	get held(): HeldBrush | null {
		return this.#held;
	}

	/** Whether anything is drawn at all. */
	readonly isDrawn = $derived.by(() => this.#brushed !== null);

	/** A brush may be drawn: what follows it is made ready. */
	hold(brush: HeldBrush): void {
		const held = this.#held;
		const isSame =
			held?.source === brush.source &&
			held.axis.key === brush.axis.key &&
			held.basis === brush.basis;
		if (isSame) return;
		this.end();
		this.#held = brush;
	}

	/** What it holds now; null where it was let go or given up. */
	draw(brushed: Brushed | null): void {
		this.#brushed = brushed !== null && brushed.axis.key === this.#held?.axis.key ? brushed : null;
	}

	/** Nothing follows any more, and what was made for it goes. */
	end(): void {
		for (const { sums } of this.#followers.values()) sums.end();
		this.#followers.clear();
		this.#held = null;
		this.#brushed = null;
	}

	/**
	 * How rows follow that are asked for somewhere; null where no brush is about to be drawn elsewhere.
	 * @param selection what is selected beside the brush and beside what is chosen there
	 */
	followedBy(source: string, selection: readonly RowChoices[]): Brushing | null {
		const held = this.#held;
		if (held === null || held.source === source) return null;
		const key = selectionSql(selection);
		const known = this.#followers.get(source);
		if (known?.key === key) return known.brushing;
		known?.sums.end();
		const sums = new BrushSums(held.axis, selection, this.#room);
		const brushing = this.#brushing(sums);
		this.#followers.set(source, { key, sums, brushing });
		return brushing;
	}

	#brushing(sums: BrushSums): Brushing {
		const now = () => this.#brushed;
		return {
			get key() {
				const brushed = now();
				return brushed === null ? null : `${brushed.from} ${brushed.to}`;
			},
			holding: () => {
				const brushed = now();
				return (page) => ({ ...page, brush: { sums, brushed } });
			},
			ready: (page) => ({ ...page, brush: { sums, brushed: null } })
		};
	}
}
