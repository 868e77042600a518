import { unreadable } from '#lib/unreadable.ts';

/** Where a rule stands: of which device, and at which position. */
interface Place {
	device: string | null;
	at: number;
}

/** Where the rules of a table stand among each other: by a column, or in the order of the table. */
export class RulePositions {
	#order = 0;
	/** Whether a column says the positions, as the first rule does or does not; null before it. */
	#isTold: boolean | null = null;
	/** Positions that are taken, by device. */
	readonly #taken = new Map<string | null, Set<number>>();
	/** Where the first record stands that could not be read, so that it may be of any device; null without one. */
	#unread: number | null = null;

	/** A rule that may stand anywhere may decide before all others. */
	readonly unknown = 0;

	/** The next rule of the table. */
	next(): void {
		this.#order++;
	}

	/** Throws `record not readable` where it cannot be told in front of which others a rule stands. */
	of(device: string | null, text: string | null): number {
		this.#isTold ??= text !== null;
		if ((text !== null) !== this.#isTold)
			throw unreadable('only some rules have a position', text ?? 'the field is empty');
		if (text === null) return this.#order;
		if (!/^\d{1,9}$/.test(text)) throw unreadable('not a position', text);
		const taken = this.#takenOf(device);
		const position = Number(text);
		if (taken.has(position)) throw unreadable('a second rule at one position', text);
		taken.add(position);
		return position;
	}

	/** The place of a record before that could not be read, where this is the first rule of a device. */
	unreadBefore(device: string | null): number[] {
		const isNew = !this.#taken.has(device);
		this.#takenOf(device);
		return isNew && this.#unread !== null ? [this.#unread] : [];
	}

	/** Where a record stands that cannot be read: with each device. Nowhere behind another such. */
	unread(device: string | null): Place[] {
		if (this.#unread !== null) return [];
		const at = this.#isTold === false ? this.#order : this.unknown;
		this.#unread = at;
		if (this.#taken.size === 0) this.#takenOf(device);
		return [...this.#taken.keys()].map((one) => ({ device: one, at }));
	}

	#takenOf(device: string | null): Set<number> {
		const taken = this.#taken.get(device) ?? new Set();
		this.#taken.set(device, taken);
		return taken;
	}
}
