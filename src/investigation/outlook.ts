import type { Connection, QueryOptions } from '#engine/duckdb/engine.ts';
import type { CoverageNeed } from '#engine/derived/missing.ts';
import { awayClaims } from './away-claims.ts';
import { needsKey, type Situation } from './basis.ts';
import { everyCoverageNeed, type CoverageNeeds } from './coverage-needs.ts';
import { missingNeeds, type MissingNeed } from './missing-needs.ts';
import type { Scope } from './scope.ts';

/** Where it is looked. */
interface LookedAt {
	scope: Scope;
	connection: Connection;
	now: Situation;
	sights: CoverageNeeds;
}

/** What the loaded data cannot speak for, looked for once for the alerts of a scope and each state of the data. */
export class Outlook {
	/** What was looked for, by the need's key, and for what of the world. */
	readonly #looked = new Map<string, string>();
	/** What the recipe needs and is not loaded, and for what of the world that was looked. */
	needs: { key: string; missing: readonly MissingNeed[] } = { key: '', missing: [] };

	/** Why claims are about what is not loaded, by the id of the cell. */
	away: ReadonlyMap<string, string> = new Map();

	/** For other alerts, or another database. */
	clear(): void {
		this.#looked.clear();
	}

	/** Looks for all that was not looked for, or of which the data or the window has changed. */
	async look({ scope, connection, now, sights }: LookedAt, options: QueryOptions): Promise<void> {
		const { cells } = now.notebook.analysis;
		const tables = this.#lookAtTables(scope, now, sights, options);
		const needs = this.#lookForNeeds(connection, now);
		[this.away] = await Promise.all([awayClaims(connection, cells), tables, needs]);
	}

	async #lookAtTables(
		scope: Scope,
		now: Situation,
		sights: CoverageNeeds,
		options: QueryOptions
	): Promise<void> {
		const intervals = intervalsOf(now);
		const stateOf = ({ table }: CoverageNeed) =>
			`${table === null ? '' : now.world.versionOf(table)} ${intervals}`;
		const open = everyCoverageNeed(sights).filter(
			(sight) => this.#looked.get(sight.key) !== stateOf(sight)
		);
		await scope.look(open, options);
		for (const sight of open) this.#looked.set(sight.key, stateOf(sight));
	}

	async #lookForNeeds(connection: Connection, now: Situation): Promise<void> {
		const key = needsKey(now);
		if (this.needs.key === key) return;
		this.needs = { key, missing: await missingNeeds(connection, now.notebook.needs) };
	}
}

/** The values that say how far cells look, as one text. */
function intervalsOf({ notebook, world }: Situation): string {
	const intervals = notebook.parameters.filter(({ type }) => type === 'interval');
	return JSON.stringify(intervals.map(({ name }) => world.values[name] ?? null));
}
