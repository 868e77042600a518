import type { Connection, QueryOptions } from '#engine/duckdb/engine.ts';
import type { Cell } from '#notebook/notebook.ts';
import { isAskedAlone, OVER_ALL } from './alone.ts';
import { Bases, type Situation } from './basis.ts';
import { CellRuns, type RunOptions } from './cell-runs.ts';
import { coverageNeedsOf, type CoverageNeeds } from './coverage-needs.ts';
import { Outlook } from './outlook.ts';
import { PathRuns } from './path-runs.ts';
import type { Scope } from './scope.ts';
import type { StopBook } from './stops.ts';

/**
 * Runs a notebook over the alerts of a scope, one or all of them: what is asked, in which order, and what is kept of
 * it is the same for both.
 */
export class Kernel<Came> {
	readonly cells: CellRuns;
	readonly paths: PathRuns<Came>;
	readonly outlook = new Outlook();
	#connection: Connection;
	#scope: Scope<Came>;
	#bases!: Bases;
	#sights!: CoverageNeeds;
	/** The alerts at hand and the reading that they come from, as far as this database was asked for them. */
	#identity: string | null = null;

	/** @param stops what is not run again by itself */
	constructor(connection: Connection, scope: Scope<Came>, stops: StopBook) {
		this.#connection = connection;
		this.#scope = scope;
		this.cells = new CellRuns(stops);
		this.paths = new PathRuns(this.cells, stops);
	}

	/** Goes over to another database. What was found stays: it holds as long as the rows are the same. */
	attach(connection: Connection, scope: Scope<Came>): void {
		this.#connection = connection;
		this.#scope = scope;
		this.#identity = null;
	}

	/** What answers would stand on now. */
	get bases(): Bases {
		return this.#bases;
	}

	/** Whether it was this that was asked about last. */
	isAt(now: Situation): boolean {
		if (this.#identity !== identityOf(now) || this.#bases.now.notebook !== now.notebook)
			return false;
		return this.#bases.ofAll().key === new Bases(now).ofAll().key;
	}

	/** Makes ready to ask about a situation. */
	async turnTo(now: Situation, options: QueryOptions = {}): Promise<void> {
		await this.#open(now, options);
		if (this.#bases?.now.notebook.id !== now.notebook.id) this.#forget();
		this.#bases = new Bases(now);
		this.#sights = coverageNeedsOf(now.notebook);
		this.cells.turnTo(this.#scope, this.#bases);
		this.paths.turnTo(this.#scope, this.#bases);
		await this.#scope.turnTo(this.#bases, this.#sights);
		await this.#see();
	}

	/**
	 * Asks what is not answered for what there is now, along the paths; claims that no step leans on last.
	 * @throws `cancelled`; `engine lost`. What fails within a cell is noted.
	 */
	async run(options: RunOptions): Promise<void> {
		const { notebook } = this.#bases.now;
		this.cells.ledger.beginRun();
		await this.#look(options);
		for (const path of notebook.paths) await this.paths.walk(path, options);
		for (const claim of notebook.analysis.claims) await this.cells.ask(claim, options);
	}

	/**
	 * Asks a cell by itself, and the claims that it leans on.
	 * @throws as `run`
	 */
	async askAlone(cell: Cell, options: RunOptions): Promise<void> {
		await this.#look(options);
		const { now } = this.#bases;
		for (const claim of now.notebook.analysis.of(cell).claims)
			if (now.alertId !== OVER_ALL || isAskedAlone(claim, now))
				await this.cells.ask(claim, options);
		await this.cells.ask(cell, options);
	}

	async #open(now: Situation, options: QueryOptions): Promise<void> {
		const identity = identityOf(now);
		if (this.#identity === identity) return;
		this.#identity = null;
		if (await this.#scope.open(now, options)) this.#forget();
		this.outlook.clear();
		this.#identity = identity;
	}

	#forget(): void {
		this.cells.ledger.clear();
		this.paths.clear();
	}

	async #look(options: QueryOptions): Promise<void> {
		const [scope, connection] = [this.#scope, this.#connection];
		const { now } = this.#bases;
		try {
			await this.outlook.look({ scope, connection, now, sights: this.#sights }, options);
		} finally {
			await this.#see();
		}
	}

	async #see(): Promise<void> {
		const { ledger } = this.cells;
		const [bases, sights] = [this.#bases, this.#sights];
		const { away } = this.outlook;
		await this.#scope.see({ sights, away, saidBy: (cell) => ledger.saidBy(cell, bases) });
	}
}

function identityOf({ alertId, world }: Situation): string {
	return `${alertId} ${world.versionOf('alerts')}`;
}
