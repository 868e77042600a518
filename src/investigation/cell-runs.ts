import type { QueryOptions } from '#engine/duckdb/engine.ts';
import { isCancelled, isEngineLost, isLostWith } from '#lib/failure.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { Bases } from './basis.ts';
import { Ledger, type Gave } from './ledger.ts';
import type { Scope } from './scope.ts';
import { standsOn } from './step-log.ts';
import { noted, nowMicros, type StopBook } from './stops.ts';
import { elapsed, warmMs } from './warm.ts';

/** How often it is told what is found so far, in milliseconds. */
export const TELL_EVERY = 500;

/** What ends a run, and what hears of it. */
export interface RunOptions extends QueryOptions {
	/** What was asked was answered, or has not been for a while. `within` milliseconds somebody may wait to hear of it. */
	onStep?: (within: number) => void;
	/** The verdict of a path stands, which was decided after so many steps; null where all were asked. */
	onPath?: (path: string, decided: number | null) => Promise<void>;
}

/**
 * Asks the cells of a notebook. Answers are kept: those cells alone are asked again whose SQL, parameters, tables or
 * alerts have changed.
 */
export class CellRuns {
	readonly ledger = new Ledger();
	readonly #stops: StopBook;
	#scope!: Scope;
	/** What answers would stand on now. */
	#bases!: Bases;

	/** @param stops what is not run again by itself */
	constructor(stops: StopBook) {
		this.#stops = stops;
	}

	turnTo(scope: Scope, bases: Bases): void {
		this.#scope = scope;
		this.#bases = bases;
	}

	/** @throws `cancelled`; `engine lost`. What else fails is noted. */
	async ask(cell: Cell, options: RunOptions): Promise<void> {
		const { key } = this.#bases.of(cell);
		if (standsOn(this.ledger.of(cell), key)) return;
		const stopKey = this.#scope.stopKeyOf(cell, this.#bases);
		const stop = this.#stops.of(stopKey);
		if (stop !== null) return this.ledger.tried(cell, { key, at: stop.at, state: 'stopped' });
		this.ledger.tried(cell, { key, at: nowMicros(), state: 'running' });
		const late = setTimeout(() => options.onStep?.(TELL_EVERY), TELL_EVERY);
		try {
			const ask = () => this.#put(cell, options);
			this.ledger.gave(cell, this.#bases, await noted(this.#stops, [stopKey], ask));
		} catch (error) {
			await this.#fail(cell, key, error, options);
		} finally {
			clearTimeout(late);
		}
	}

	/**
	 * Gives the milliseconds of an engine that is warm: what was asked for the first time, and was brief, is asked
	 * once more. No answer changes by it, and no run is counted.
	 * @throws `cancelled`; `engine lost`
	 */
	async measure(options: QueryOptions): Promise<void> {
		for (const cell of this.#bases.now.notebook.analysis.cells) {
			if (!this.ledger.isCold(cell, this.#bases)) continue;
			const { ms } = this.ledger.of(cell).good!;
			const again = () => this.#scope.again(cell, options);
			this.ledger.measured(cell, await warmMs(again, ms).catch(unlessEnded(ms)));
		}
	}

	async #put(cell: Cell, options: QueryOptions): Promise<Gave> {
		const basis = this.#bases.of(cell);
		let said!: Gave['said'];
		const ms = await elapsed(async () => {
			said = await this.#scope.ask(cell, options);
		});
		return { basis, ms, said };
	}

	async #fail(cell: Cell, key: string, error: unknown, options: QueryOptions): Promise<void> {
		try {
			this.ledger.failed(cell, key, await this.#scope.failureOf(error, cell, options));
		} catch (end) {
			const stopKey = this.#scope.stopKeyOf(cell, this.#bases);
			const stop = isLostWith(end) ? this.#stops.add(stopKey) : null;
			const [state, at] =
				stop === null ? (['cancelled', nowMicros()] as const) : (['stopped', stop.at] as const);
			this.ledger.tried(cell, { key, at, state });
			throw end;
		}
	}
}

/** What was answered once has its answer whatever becomes of it the second time. */
function unlessEnded(ms: number): (error: unknown) => number {
	return (error) => {
		if (isCancelled(error) || isEngineLost(error)) throw error;
		return ms;
	};
}
