import type { Cell, PathDefinition } from '#notebook/notebook.ts';
import type { Bases } from './basis.ts';
import { TELL_EVERY, type CellRuns, type RunOptions } from './cell-runs.ts';
import type { FoundVerdict } from './found-verdict.ts';
import type { PathScope, Scope } from './scope.ts';
import { standsOn } from './step-log.ts';
import { noted, nowMicros, type StopBook } from './stops.ts';

/** As long a verdict may be kept back, in milliseconds. */
const TELL_VERDICT = 200;

/** Walks the paths of a notebook, and keeps what each came to. */
export class PathRuns<Came> {
	readonly #cells: CellRuns;
	readonly #stops: StopBook;
	readonly #verdicts = new Map<string, FoundVerdict<Came>>();
	/** When the verdict of a path made the database stop answering. */
	readonly #stopped = new Map<string, bigint>();
	#scope!: Scope<Came>;
	#bases!: Bases;

	constructor(cells: CellRuns, stops: StopBook) {
		this.#cells = cells;
		this.#stops = stops;
	}

	turnTo(scope: Scope<Came>, bases: Bases): void {
		this.#scope = scope;
		this.#bases = bases;
	}

	clear(): void {
		this.#verdicts.clear();
		this.#stopped.clear();
	}

	/** As they stand, by path; what comes later changes nothing in it. */
	get verdicts(): ReadonlyMap<string, FoundVerdict<Came>> {
		return new Map(this.#verdicts);
	}

	get stopped(): ReadonlyMap<string, bigint> {
		return new Map(this.#stopped);
	}

	/** @throws `cancelled`; `engine lost`. What fails within a cell is noted. */
	async walk(path: PathDefinition, options: RunOptions): Promise<void> {
		const asked = this.#scope.path(path);
		const concludes = !this.#isStopped(path);
		const decided = await this.#ask(path, { asked, concludes }, options);
		if (concludes) await this.#noted(path, () => this.#conclude(path, { asked, decided }, options));
		options.onStep?.(TELL_VERDICT);
		// They are told with what comes next: a verdict does not wait for them.
		await options.onPath?.(path.name, decided);
	}

	/** @returns after how many steps the verdict was decided; null where all were asked */
	async #ask(
		path: PathDefinition,
		{ asked, concludes }: { asked: PathScope<Came>; concludes: boolean },
		options: RunOptions
	): Promise<number | null> {
		const { analysis } = this.#bases.now.notebook;
		const mayStop = concludes && path.stop === 'decided' && asked.isDecided !== undefined;
		for (const [index, cell] of asked.steps.entries()) {
			for (const claim of analysis.of(cell).claims) await this.#cells.ask(claim, options);
			await this.#cells.ask(cell, options);
			const isDecided = () => asked.isDecided!(index + 1, options);
			if (mayStop && (await this.#noted(path, isDecided))) return index + 1;
			options.onStep?.(TELL_EVERY);
		}
		return null;
	}

	async #conclude(
		path: PathDefinition,
		{ asked, decided }: { asked: PathScope<Came>; decided: number | null },
		options: RunOptions
	): Promise<void> {
		const isGood = (cell: Cell, key: string) => standsOn(this.#cells.ledger.of(cell), key);
		const basis = this.#bases.ofPath(path, { decided, isGood });
		const conclusion = await asked.conclude(decided, options);
		this.#verdicts.set(path.name, { basis, at: nowMicros(), decided, conclusion });
	}

	/** Asks for a verdict, and notes where that made the database stop answering. */
	async #noted<T>(path: PathDefinition, ask: () => Promise<T>): Promise<T> {
		const key = this.#stopKeyOf(path);
		try {
			return await noted(this.#stops, key === null ? [] : [key], ask);
		} catch (error) {
			this.#isStopped(path);
			throw error;
		}
	}

	/** Whether the verdict of a path is one that is not asked for again by itself. */
	#isStopped(path: PathDefinition): boolean {
		const key = this.#stopKeyOf(path);
		const stop = key === null ? null : this.#stops.of(key);
		if (stop === null) this.#stopped.delete(path.name);
		else this.#stopped.set(path.name, stop.at);
		return stop !== null;
	}

	#stopKeyOf({ name }: PathDefinition): string | null {
		const cell = this.#bases.now.notebook.analysis.path(name).conclusion;
		return cell && this.#scope.stopKeyOf(cell, this.#bases);
	}
}
